import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/**
 * The Worker's variables in tests. The addresses of the outside services lead nowhere: a test plays the service with
 * `vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(…))` (workerd wants each answer made in
 * the request that reads it), undone after the test; what no test expects is refused below.
 */
const variables = {
  ORIGIN: 'http://parvis.test',
  SECRET_KEY: 'test-secret-key-of-thirty-two-bytes-or-more',
  STRIPE_SECRET_KEY: 'sk_test_parvis',
  STRIPE_WEBHOOK_SECRET: 'whsec_stripe_test',
  STRIPE_API_BASE: 'http://stripe.test',
  CINETPAY_API_KEY: 'cinetpay-test-key',
  CINETPAY_SITE_ID: '100200',
  CINETPAY_SECRET_KEY: 'cinetpay-test-secret',
  CINETPAY_API_BASE: 'http://cinetpay.test',
  RESEND_API_KEY: 're_test',
  RESEND_API_BASE: 'http://resend.test',
  RESEND_WEBHOOK_SECRET: `whsec_${btoa('parvis-resend-test-secret')}`,
  MAIL_FROM: 'bonjour@parvis.test',
  MAIL_REPLY: 'reponse@in.parvis.test',
  VAPID_PUBLIC_KEY: 'BMlf793k35HIluWaN5D4RFR8daZ_RT4yKD8E0Q36kilyDPeip3lVlyr9dEB55RvniLAuKPh7B_-L2-t9m91ON-w',
  VAPID_PRIVATE_KEY: 'uEpi_kr24zLgwl9zWtqEBALJoeBg_ZqLYFqYp2ei5ms',
  VAPID_SUBJECT: 'mailto:bonjour@parvis.test',
  PUSH_BASE: 'http://push.test',
  ENVIRONMENT: 'development',
}

/** Everything that runs in the Worker is tested in workerd, against the real local D1, R2, objects and queues. */
const worker = {
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: { ...variables, TEST_MIGRATIONS: await readD1Migrations('./migrations') },
        cf: false,
        outboundService: (request: { url: string }) =>
          new Response(`No test plays ${request.url}`, { status: 599 }),
      },
    })),
  ],
  test: {
    name: 'worker',
    include: [
      'src/**/*.test.{ts,tsx}',
      'test/{*,attacks/*}.test.{ts,tsx}',
      'templates/**/*.test.{ts,tsx}',
      'locales/**/*.test.ts',
    ],
    exclude: ['**/*.node.test.ts'],
    // One workerd, one module graph: `reset()` before each test is what isolates (5 ms instead of a new runtime).
    isolate: false,
    // After Node's: there the asset build is tested, which writes the list of assets that templates import.
    sequence: { groupOrder: 1 },
    restoreMocks: true,
    maxWorkers: 1,
    setupFiles: ['./test/setup.ts'],
    // Only packages of one entry: of hono or drizzle-orm the bundle would be a second copy beside their other entries.
    deps: { optimizer: { ssr: { enabled: true, include: ['stripe', 'resend', 'zod'] } } },
  },
}

/** What runs in Node: the sandbox, the scripts, and tests that read the source itself. */
const node = {
  test: {
    name: 'node',
    environment: 'node',
    include: [
      'sandbox/**/*.test.ts',
      'scripts/**/*.test.ts',
      '{src,test,templates,locales}/**/*.node.test.ts',
    ],
  },
}

export default defineConfig({
  logLevel: 'error',
  test: { projects: [worker, node], passWithNoTests: true, silent: 'passed-only' },
})
