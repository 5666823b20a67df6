/**
 * Stands for `standardwebhooks` in the Worker's bundle (`alias` in wrangler.toml): the provider's client brings it, with
 * a SHA-256 of its own, to verify webhooks, which `outside/svix.ts` does with Web Crypto.
 */
export class Webhook {
  constructor() {
    throw new Error('webhooks are verified by outside/svix')
  }
}
