import * as z from 'zod'

const base64url = z.string().min(16, 'must be at least 16 characters')

const schema = z.object({
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
  /** `development` opens `/dev/…` and shows `Server-Timing`. */
  ENVIRONMENT: z.enum(['production', 'development']).default('production'),
})

export type Config = z.infer<typeof schema> & { secure: boolean }

/** What `wrangler.toml` binds, and the variables. */
export type Env = Record<string, unknown> & {
  DB: D1Database
  FILES: R2Bucket
  ROOM: DurableObjectNamespace
  EVENTS: Queue<{ eventIds: string[] } | { uploadId: string }>
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
