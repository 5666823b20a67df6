import type { Context } from 'hono'
import { isMessage, type MessageKey } from '../../locales'
import { safeNext } from '../urls'
import { dropCookie, readCookie, writeCookie } from './cookies'

/** A word of success, the numbers in it, and the address whose POST takes back what was done, where one does. */
export type Notice = { key: MessageKey; undo?: string; values?: Record<string, number> }

/** Carried over a redirect, for half a minute. */
export const writeNotice = (c: Context, { key, undo, values = {} }: Notice): void => {
  const numbers = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  const rest = undo || numbers.length > 0 ? [undo ?? '-', ...numbers] : []
  writeCookie(c, 'notice', [key, ...rest].join(' '), 30)
}

/** Reads it once. */
export function takeNotice(c: Context): Notice | undefined {
  const [key, undo, ...numbers] = readCookie(c, 'notice')?.split(' ') ?? []
  if (!key) return undefined
  dropCookie(c, 'notice')
  const values = Object.fromEntries(numbers.map(one => one.split('=')).map(([name, n]) => [name, Number(n)]))
  return isMessage(key) ? { key, undo: safeNext(undo), values } : undefined
}
