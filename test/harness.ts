import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../src/app'
import type { Env } from '../src/config'
import { enterSession, enterSystem, inProject } from '../src/db/enter'
import type { ProjectScope, WorkspaceScope } from '../src/db/scope'
import { sha256 } from '../src/lib/crypto'
import { type PersonName, people, sessionOf, world } from './world'

export const ORIGIN = 'http://parvis.test'

type Fields = Record<string, string | number | Blob | (string | Blob)[] | undefined>

/** Anything that answers requests as the Worker does. */
export type Served = {
  fetch(request: Request, env: Env, context: ExecutionContext): Response | Promise<Response>
}

/** A browser: keeps cookies, sends what a browser sends, and does not follow redirects by itself. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #app: Served

  constructor(served: Served = app as unknown as Served) {
    this.#app = served
  }

  async request(
    method: string,
    path: string,
    init: { fields?: Fields; headers?: Record<string, string>; body?: BodyInit } = {},
  ) {
    const headers = new Headers({ 'Sec-Fetch-Site': 'same-origin', ...init.headers })
    if (method !== 'GET' && method !== 'HEAD' && !headers.has('Origin')) headers.set('Origin', ORIGIN)
    if (this.cookies.size) headers.set('Cookie', [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; '))
    const body = init.body ?? (init.fields ? encoded(init.fields) : undefined)
    const context = createExecutionContext()
    const response = await this.#app.fetch(
      new Request(new URL(path, ORIGIN), { method, headers, body, redirect: 'manual' }),
      env as unknown as Env,
      context,
    )
    await waitOnExecutionContext(context)
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  get = (path: string, headers?: Record<string, string>) => this.request('GET', path, { headers })
  post = (path: string, fields: Fields = {}) => this.request('POST', path, { fields })
  delete = (path: string) => this.request('DELETE', path)

  /** The page's HTML; the answer must be 200. */
  async html(path: string): Promise<string> {
    const response = await this.get(path)
    if (response.status !== 200) throw new Error(`GET ${path} answered ${response.status}`)
    return response.text()
  }

  #keep(line: string) {
    const [pair = '', ...attributes] = line.split(';')
    const [name = '', value = ''] = pair.split('=')
    if (attributes.some(a => a.trim().toLowerCase() === 'max-age=0')) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

function encoded(fields: Fields): FormData | URLSearchParams {
  const entries = Object.entries(fields).flatMap(([k, v]) => [v].flat().map(one => [k, one] as const))
  const files = entries.some(([, v]) => v instanceof Blob)
  const body = files ? new FormData() : new URLSearchParams()
  for (const [k, v] of entries)
    if (v !== undefined) body.append(k, (v instanceof Blob ? v : String(v)) as string)
  return body
}

/** A browser in which this person is signed in. */
export async function as(name: PersonName, served?: Served): Promise<Browser> {
  const browser = new Browser(served)
  browser.cookies.set('session', await sessionOf(name))
  return browser
}

const door = (now = Date.now()) => ({ db: env.DB, now })

/** The scope of a person in a project, as the guard would open it. */
export async function scopeIn(
  name: PersonName,
  project: { id: string; workspace: string } = world.site,
  now?: number,
): Promise<ProjectScope> {
  const tokenHash = await sha256(await sessionOf(name, now))
  const entered = await enterSession(door(now), { tokenHash, slug: project.workspace, projectId: project.id })
  if (!entered) throw new Error(`${name} has no session`)
  return inProject(entered)
}

/** The scope that a browser's own session opens in a project. */
export async function scopeWith(browser: Browser, project = world.site): Promise<ProjectScope> {
  const tokenHash = await sha256(browser.cookies.get('session') ?? '')
  const entered = await enterSession(door(), { tokenHash, slug: project.workspace, projectId: project.id })
  if (!entered) throw new Error('The browser has no session')
  return inProject(entered)
}

/** The scope of a person at the workspace's own pages. */
export async function scopeAt(
  name: PersonName,
  slug: string = people[name].workspace ?? 'atelier',
  now?: number,
): Promise<WorkspaceScope> {
  const tokenHash = await sha256(await sessionOf(name, now))
  const scope = (await enterSession(door(now), { tokenHash, slug }))?.scope
  if (!scope) throw new Error(`${name} may not enter ${slug}`)
  return scope
}

export const system = (now?: number) => enterSystem(door(now))

/** Rows straight from the database, past every scope: what really is. */
export async function rows<T = Record<string, unknown>>(sql: string, ...params: unknown[]): Promise<T[]> {
  return (
    await env.DB.prepare(sql)
      .bind(...params)
      .all<T>()
  ).results
}

/** The journal's kinds, oldest first. */
export const kindsOf = async (projectId?: string): Promise<string[]> =>
  (
    await rows<{ kind: string }>(
      'select kind from events where ?1 is null or project_id = ?1 order by rowid',
      projectId ?? null,
    )
  ).map(e => e.kind)
