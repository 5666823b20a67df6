import type { Context } from 'hono'
import { isMessage, type MessageKey } from '../../locales'
import { dropCookie, readCookie, writeCookie } from './cookies'

/** A word of success carried over a redirect: the key of a message, for half a minute. */
export const writeNotice = (c: Context, key: MessageKey): void => writeCookie(c, 'notice', key, 30)

/** Reads it once. */
export function takeNotice(c: Context): MessageKey | undefined {
  const key = readCookie(c, 'notice')
  if (!key) return undefined
  dropCookie(c, 'notice')
  return isMessage(key) ? key : undefined
}
