import { defaults } from './defaults.ts'

/** How one sandbox runs. Durations are milliseconds. */
export type Settings = {
  port: number
  /** Directory or `.json` file where the state is kept; in memory when absent. */
  state?: string
  /** Where Stripe's and Resend's webhooks go. */
  appOrigin: string
  stripeSecretKey: string
  stripeWebhookSecret: string
  cinetpayApiKey: string
  cinetpaySiteId: string
  cinetpaySecretKey: string
  resendApiKey: string
  resendWebhookSecret: string
  /** Whether the application is told that a mail was delivered, where nothing else becomes of it. */
  delivers: boolean
  /** Waits between the attempts of a webhook that is not answered 2xx; the list's end is the end. */
  retryAfter: readonly number[]
}

const SECOND = 1000
const retryAfter = [1, 3, 10, 30, 120, 600, 3600].map(seconds => seconds * SECOND)

/** Reads the environment; every variable has a default. Throws a sentence when the port is no port. */
export function settingsFrom(env: Record<string, string | undefined>): Settings {
  const port = Number(env.SANDBOX_PORT ?? defaults.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`SANDBOX_PORT must be a port number, not «${env.SANDBOX_PORT}»`)
  }
  return {
    port,
    state: env.SANDBOX_STATE || undefined,
    appOrigin: (env.APP_ORIGIN || defaults.appOrigin).replace(/\/$/, ''),
    stripeSecretKey: env.STRIPE_SECRET_KEY || defaults.stripeSecretKey,
    stripeWebhookSecret: env.STRIPE_WEBHOOK_SECRET || defaults.stripeWebhookSecret,
    cinetpayApiKey: env.CINETPAY_API_KEY || defaults.cinetpayApiKey,
    cinetpaySiteId: env.CINETPAY_SITE_ID || defaults.cinetpaySiteId,
    cinetpaySecretKey: env.CINETPAY_SECRET_KEY || defaults.cinetpaySecretKey,
    resendApiKey: env.RESEND_API_KEY || defaults.resendApiKey,
    resendWebhookSecret: env.RESEND_WEBHOOK_SECRET || defaults.resendWebhookSecret,
    delivers: true,
    retryAfter,
  }
}
