import type { Context } from 'hono'
import { isMessage, type MessageKey } from '../../locales'
import { safeNext } from '../urls'
import { dropCookie, readCookie, writeCookie } from './cookies'

/** A word of success, and the address whose POST takes back what was done, where one does. */
export type Notice = { key: MessageKey; undo?: string }

/** Carried over a redirect, for half a minute. */
export const writeNotice = (c: Context, { key, undo }: Notice): void =>
  writeCookie(c, 'notice', undo ? `${key} ${undo}` : key, 30)

/** Reads it once. */
export function takeNotice(c: Context): Notice | undefined {
  const [key, undo] = readCookie(c, 'notice')?.split(' ') ?? []
  if (!key) return undefined
  dropCookie(c, 'notice')
  return isMessage(key) ? { key, undo: safeNext(undo) } : undefined
}
