/**
 * The names of the payment providers. Each adds its own beside its door (`outside/<name>.ts`), so that columns, forms
 * and the table of doors all follow; nothing else lists them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled where the providers are
export interface ProviderNames {}

export type ProviderName = keyof ProviderNames & string

/** Whether its money is real. */
export type Mode = 'test' | 'live'
