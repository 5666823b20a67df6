import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../config'

const names = {
  session: 'session',
  browser: 'browser',
  known: 'known',
  notice: 'notice',
  pay: 'pay',
} as const
type Name = keyof typeof names

const full = (config: Config, name: Name) => (config.secure ? `__Host-${names[name]}` : names[name])

const options = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: config.secure }) as const

type Anyone = Context<{ Variables: { config: Config } }>

export const readCookie = (c: Context, name: Name): string | undefined =>
  getCookie(c, full((c as Anyone).var.config, name))

/** @param maxAge seconds */
export function writeCookie(c: Context, name: Name, value: string, maxAge: number): void {
  const { config } = (c as Anyone).var
  setCookie(c, full(config, name), value, { ...options(config), maxAge })
}

export function dropCookie(c: Context, name: Name): void {
  const { config } = (c as Anyone).var
  deleteCookie(c, full(config, name), options(config))
}
