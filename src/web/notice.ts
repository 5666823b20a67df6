import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isMessage, type MessageKey } from '../../locales'

/** A word of success carried over a redirect: the key of a message, for half a minute. */
export const writeNotice = (c: Context, key: MessageKey): void =>
  setCookie(c, 'notice', key, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 30 })

/** Reads it once. */
export function takeNotice(c: Context): MessageKey | undefined {
  const key = getCookie(c, 'notice')
  if (!key) return undefined
  deleteCookie(c, 'notice', { path: '/' })
  return isMessage(key) ? key : undefined
}
