import type { MessageKey, Say } from '../../locales'

/** What a form is given when it is shown again: the person's words, and what is wrong with them. */
export type Refusal = { values: Record<string, string>; errors: Record<string, MessageKey> }

/**
 * The two things every field needs of a refusal: `value(name)` is what the person typed (else what is stored),
 * `error(name)` the sentence beside the field.
 */
export function refilled(
  t: Say,
  refused: Refusal | undefined,
  stored: Record<string, string | null | undefined> = {},
) {
  return {
    value: (name: string) => refused?.values[name] ?? stored[name] ?? '',
    /** Checkboxes: after a refusal, what is not among the values was not ticked. */
    on: (name: string, kept: boolean) => (refused ? name in refused.values : kept),
    error: (name: string) => {
      const key = refused?.errors[name]
      return key && t(key)
    },
    /** For `ErrorSummary`. */
    errors: Object.entries(refused?.errors ?? {}).map(([field, key]) => ({ field, message: t(key) })),
  }
}

export type Refilled = ReturnType<typeof refilled>
