import type { MessageKey } from '../../../locales'

export const SHORTEST = 12
/** More than anybody types; less than what would make hashing slow. */
export const LONGEST = 256

/** What is wrong with a new password, or nothing. `whose`: nobody's password holds their own name or address. */
export async function passwordProblem(
  text: string,
  whose: { email: string; name: string },
): Promise<MessageKey | null> {
  const length = [...text].length
  if (length < SHORTEST) return 'accounts.error.password_short'
  if (length > LONGEST) return 'accounts.error.password_long'
  const lower = text.toLowerCase()
  const [local = '', domain = ''] = whose.email.split('@')
  const own = [
    local,
    domain.split('.')[0] ?? '',
    ...local.split(/[._+-]/),
    ...whose.name.toLowerCase().split(/\s+/),
  ]
  if (own.some(part => part.length >= 4 && lower.includes(part))) return 'accounts.error.password_own'
  // The list is as long as it is seldom asked.
  const { isCommon } = await import('./common-passwords')
  return isCommon(text) ? 'accounts.error.password_common' : null
}
