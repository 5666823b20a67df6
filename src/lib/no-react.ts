/**
 * Stands for React in the Worker's bundle (`alias` in wrangler.toml): use-intl asks it whether a value put into a message
 * is an element. Ours are texts and numbers, and never are.
 */
export const isValidElement = (): boolean => false

/** Never reached: nothing is an element. */
export function cloneElement(): never {
  throw new Error('messages hold no elements')
}
