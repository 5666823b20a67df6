import * as z from 'zod'

const base64url = z.string().min(16, 'must be at least 16 characters')

const variables = z.object({
  ORIGIN: z.url({ protocol: /^https?$/ }).transform(v => v.replace(/\/+$/, '')),
  SECRET_KEY: base64url,
  SECRET_KEY_OLD: base64url.optional(),
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: z.string().min(1),
  STRIPE_API_BASE: z.url().default('https://api.stripe.com'),
  CINETPAY_API_KEY: z.string().optional(),
  CINETPAY_SITE_ID: z.string().optional(),
  CINETPAY_SECRET_KEY: z.string().optional(),
  CINETPAY_API_BASE: z.url().default('https://api-checkout.cinetpay.com'),
  RESEND_API_KEY: z.string().min(1),
  RESEND_API_BASE: z.url().default('https://api.resend.com'),
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  MAIL_FROM: z.string().min(3),
  /** Where answers to mails come in, e.g. `reponse@in.example.com`; absent: mails say nothing of answering. */
  MAIL_REPLY: z
    .string()
    .regex(/^[a-z0-9._-]{1,20}@[a-z0-9.-]+$/i, 'must be an address with at most 20 characters before the @')
    .optional(),
  /** The pair of keys for web push, and who answers for it (`mailto:` or `https:`); absent: push is not offered. */
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^B[\w-]{86}$/, 'must be 65 bytes in base64url')
    .optional(),
  VAPID_PRIVATE_KEY: base64url.optional(),
  VAPID_SUBJECT: z.url({ protocol: /^(mailto|https)$/ }).optional(),
  /** A push service beside those of the browsers' makers: the sandbox's. */
  PUSH_BASE: z.url().optional(),
  /** `development` opens `/dev/…` and shows `Server-Timing`. */
  ENVIRONMENT: z.enum(['production', 'development']).default('production'),
})

const schema = variables.refine(
  v => new Set([v.VAPID_PUBLIC_KEY, v.VAPID_PRIVATE_KEY, v.VAPID_SUBJECT].map(Boolean)).size === 1,
  {
    path: ['VAPID_PUBLIC_KEY'],
    error: 'stands with VAPID_PRIVATE_KEY and VAPID_SUBJECT, or none of the three',
  },
)

export type Config = z.infer<typeof schema> & { secure: boolean }

/** One notification for one device that is told by web push. */
export type Push = { deviceId: string; notificationId: string }

/** What `wrangler.toml` binds, and the variables. */
export type Env = Record<string, unknown> & {
  DB: D1Database
  FILES: R2Bucket
  ROOM: DurableObjectNamespace
  EVENTS: Queue<{ eventIds: string[] } | { uploadId: string } | Push>
  MAIL: Queue<{ mailId: string }>
  WEBHOOKS: Queue<{ provider: string; id: string }>
  ASSETS: Fetcher
}

const known = new WeakMap<object, Config>()

/** The configuration, parsed once per isolate. @throws Error saying which variable is missing or wrong, and why. */
export function configOf(env: object): Config {
  let config = known.get(env)
  if (!config) {
    const parsed = schema.safeParse(env)
    if (!parsed.success) {
      const said = parsed.error.issues.map(i => `${i.path.join('.')}: ${i.message}`).join('; ')
      throw new Error(`Configuration is incomplete. ${said}`)
    }
    config = { ...parsed.data, secure: parsed.data.ORIGIN.startsWith('https:') }
    known.set(env, config)
  }
  return config
}
