import type { Meanings } from '../events/meaning'

/** What happens to the accounts and settings by which a workspace is paid, and to what providers told it. */
export const paymentAccountEvents = {
  'payment_account.saved': { line: 'paymentSettings.journal.saved', topics: [] },
  'payment_account.retired': { line: 'paymentSettings.journal.retired', topics: [] },
  'payment_settings.changed': { line: 'paymentSettings.journal.changed', topics: [] },
  'webhook.reprocessed': { line: 'paymentSettings.journal.reprocessed', topics: ['payments'] },
} satisfies Meanings
