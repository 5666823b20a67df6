/** What the sandbox accepts and signs with when nothing else is said. None of it opens anything real. */
export const defaults = {
  port: 8788,
  appOrigin: 'http://localhost:8787',
  stripeSecretKey: 'sk_test_sandbox',
  stripeWebhookSecret: 'whsec_sandbox',
  cinetpayApiKey: 'sandbox-cinetpay-api-key',
  cinetpaySiteId: '100200',
  cinetpaySecretKey: 'sandbox-cinetpay-secret-key',
  resendApiKey: 're_sandbox',
  resendWebhookSecret: `whsec_${btoa('parvis-sandbox-resend-webhooks')}`,
} as const

/**
 * The Worker's variables that point it at a sandbox listening on `port` with the default keys.
 * Spread it under the environment: what is set there should win.
 */
export function workerVariables(port: number = defaults.port): Record<string, string> {
  const base = `http://localhost:${port}`
  return {
    STRIPE_SECRET_KEY: defaults.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: defaults.stripeWebhookSecret,
    STRIPE_API_BASE: base,
    CINETPAY_API_KEY: defaults.cinetpayApiKey,
    CINETPAY_SITE_ID: defaults.cinetpaySiteId,
    CINETPAY_SECRET_KEY: defaults.cinetpaySecretKey,
    CINETPAY_API_BASE: base,
    RESEND_API_KEY: defaults.resendApiKey,
    RESEND_WEBHOOK_SECRET: defaults.resendWebhookSecret,
    RESEND_API_BASE: `${base}/resend`,
    PUSH_BASE: `${base}/push`,
  }
}
