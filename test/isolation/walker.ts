import { newId } from '../../src/lib/id'
import { as, Browser, type Served } from '../harness'
import { type PersonName, world } from '../world'
import type { Case, Fields } from './cases'
import { type Furnished, furnishedWorld, type Ids } from './furnish'

export type Route = { method: string; path: string }

/** The app's own routes behind the guard, each once; a GET also as HEAD. */
export function guardedRoutes(app: { routes: { method: string; path: string }[] }): Route[] {
  const keys = new Set(app.routes.filter(r => r.method !== 'ALL').map(r => `${r.method} ${r.path}`))
  return [...keys]
    .map(key => ({ method: key.split(' ')[0] as string, path: key.slice(key.indexOf(' ') + 1) }))
    .filter(r => r.path.startsWith('/w/:workspace') && !open.has(`${r.method} ${r.path}`))
}

/** Under `/w/…` and yet open to the world: the written list. */
export const open = new Set([
  'GET /w/:workspace/brand.css',
  'GET /w/:workspace/app.webmanifest',
  'GET /w/:workspace/icons/:icon',
  'GET /w/:workspace/sign-in',
  'POST /w/:workspace/sign-in',
  'POST /w/:workspace/sign-in/code',
])

/** Beyond `/w/…`, open to the world, each with a proof of its own: the rest of the written list. */
export const worldly = [
  '/',
  '/health',
  // A provider's signature over the raw body; the way back from a counter, which only leads on.
  '/webhooks',
  // Codes, passwords, single-use tokens, and a person's own session.
  '/sign-in',
  '/sign-out',
  '/forgot',
  '/reset/:token',
  '/invitations/:token',
  '/account',
  // Signed links: a file's bytes for five minutes, and one payment (`attacks/pay-link.test.ts`).
  '/f/:token',
  '/f/archive/:token',
  '/pay/:token',
  '/pay/back',
  // A signed link out of a mail: how its reader is told of things (`attacks/preferences-link.test.ts`).
  '/preferences/:token',
  // A workspace's picture, by a key that nobody guesses.
  '/logo/:key',
  // A receipt's code: whether its record is intact.
  '/verify',
  // In development alone.
  '/dev',
]
export const isUnder = (path: string, door: string): boolean => door !== '/' && path.startsWith(`${door}/`)

const insiders: PersonName[] = ['camille', 'ada', 'equipe', 'limited', 'lea', 'hugo']
/** Nothing of the workspace is theirs. */
const strangers: PersonName[] = ['stranger', 'awa', 'koffi', 'removed']

type Answer = { status: number; body: string; written: number; location: string | null }
type Sent = { route: Route; case: Case; app: Served; furnished: Furnished }

/**
 * Calls one route as everybody who may not, with the ids of elsewhere in path and body, and then as those who may.
 * @returns what it let through, in words; nothing when it holds
 */
export async function walk(
  app: Served,
  route: Route,
  c: Case,
  renew: () => Promise<void>,
): Promise<string[]> {
  const found: string[] = []
  await renew()
  const furnished = await furnishedWorld()
  await c.before?.(furnished.site)
  const sent = { route, case: c, app, furnished }
  for (const method of route.method === 'GET' ? ['GET', 'HEAD'] : [route.method])
    found.push(...(await outsiders(sent, method)))
  found.push(...(await denied(sent, route.method)))
  found.push(...(await foreignIds(sent, route.method)))
  found.push(...(await succeeds(sent, renew)))
  return found
}

/** Those with no place here: the answer for a project (or workspace) that does not exist, and nothing written. */
async function outsiders(sent: Sent, method: string): Promise<string[]> {
  const { route, furnished, app, case: c } = sent
  const found: string[] = []
  const inProject = route.path.includes('/p/:project')
  const nobody = await call(new Browser(app), method, pathOf(route, furnished.site), c, furnished.site)
  if (nobody.status !== 303 || !nobody.location?.includes('/sign-in') || nobody.written > 0)
    found.push(`${method} answers ${nobody.status} to nobody at all`)
  for (const who of inProject ? [...strangers, 'nadia' as const] : strangers) {
    const browser = await as(who, app)
    const real = await call(browser, method, pathOf(route, furnished.site), c, furnished.site)
    const random = await call(browser, method, pathOf(route, randomIds(), newId()), c, randomIds())
    found.push(...unlike(`${method} as ${who}`, real, inProject ? random : { ...random, body: real.body }))
  }
  return found
}

/** Those who have a place but not this right. */
async function denied({ route, furnished, app, case: c }: Sent, method: string): Promise<string[]> {
  const found: string[] = []
  for (const who of insiders.filter(i => !c.may.includes(i))) {
    const answer = await call(await as(who, app), method, pathOf(route, furnished.site), c, furnished.site)
    if (answer.status !== (c.refused ?? 404) || answer.written > 0)
      found.push(`${method} as ${who}: ${answer.status}, ${answer.written} rows written`)
  }
  return found
}

/** One who may, with an id of elsewhere in its place: as for a random id. */
async function foreignIds({ route, furnished, app, case: c }: Sent, method: string): Promise<string[]> {
  const found: string[] = []
  const browser = await as(c.may[0] as PersonName, app)
  const own = furnished.site
  const names = [...route.path.matchAll(/:(\w+)/g)].map(m => m[1] as string).filter(n => n in own)
  for (const name of names)
    for (const other of furnished.elsewhere) {
      if (other[name as keyof Ids] === own[name as keyof Ids]) continue
      if (other === furnished.elsewhere[0] && shared(route, name)) continue
      const foreign = { ...own, [name]: other[name as keyof Ids] }
      const random = { ...own, [name]: newId() }
      const real = await call(browser, method, pathOf(route, foreign), c, own)
      found.push(
        ...unlike(
          `${method} with a foreign ${name}`,
          real,
          await call(browser, method, pathOf(route, random), c, own),
        ),
      )
    }
  for (const field of method === 'POST' ? idFields(c, own) : [])
    for (const other of furnished.elsewhere) {
      const body = c.body?.(own) ?? {}
      const name = Object.keys(own).find(key => own[key as keyof Ids] === body[field]) ?? ''
      const value = other[name as keyof Ids]
      if (!value || (other === furnished.elsewhere[0] && shared(route, name))) continue
      const send = (id: string) =>
        call(browser, method, pathOf(route, own), { ...c, body: () => ({ ...body, [field]: id }) }, own)
      const [real, random] = [await send(value), await send(newId())]
      found.push(
        ...unlike(`${method} with a foreign ${field} in the body`, blind(real, value), blind(random, '')),
      )
    }
  return found
}

/** What a workspace's own administrators reach in all its projects: its clients; its people and saved words anywhere. */
const shared = (route: Route, name: string) =>
  !route.path.includes('/p/:project') || ['member', 'membership', 'saved'].includes(name)

/** The insider's success: without it, the refusals above would mean nothing. */
async function succeeds(
  { route, furnished, app, case: c }: Sent,
  renew: () => Promise<void>,
): Promise<string[]> {
  const found: string[] = []
  let ids = furnished.site
  // A write is done by the first and the last of those who may, each in a world of their own.
  const doing = route.method === 'GET' ? c.may : [...new Set([c.may[0], c.may.at(-1)])]
  for (const who of doing as PersonName[]) {
    if (route.method !== 'GET' && who !== c.may[0]) {
      await renew()
      ids = (await furnishedWorld()).site
      await c.before?.(ids)
    }
    const answer = await call(await as(who, app), route.method, pathOf(route, ids), c, ids)
    const well = c.status ? answer.status === c.status : answer.status < 400
    if (!well) found.push(`${route.method} as ${who}, who may: ${answer.status}`)
  }
  return found
}

async function call(browser: Browser, method: string, path: string, c: Case, ids: Ids): Promise<Answer> {
  const fields = method === 'POST' ? ((c.body?.(ids) as Fields | undefined) ?? {}) : undefined
  const query = c.query ? `?${new URLSearchParams(c.query(ids))}` : ''
  const response = await browser.request(method, path + query, {
    fields: fields as never,
    headers: c.headers,
  })
  return {
    status: response.status,
    body: await response.text(),
    written: Number(response.headers.get('X-D1-Rows-Written') ?? 0),
    location: response.headers.get('Location'),
  }
}

function unlike(what: string, real: Answer, random: Answer): string[] {
  if (real.status !== random.status) return [`${what}: ${real.status}, but ${random.status} for a random id`]
  if (real.written > 0) return [`${what}: ${real.written} rows written`]
  if (real.status < 400) return [`${what}: ${real.status}, let through`]
  return plain(real.body) === plain(random.body) ? [] : [`${what}: another page than for a random id`]
}

/** Without what differs from one request to the next. */
const plain = (html: string) => html.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, '…')
const blind = (answer: Answer, value: string): Answer => ({
  ...answer,
  body: value ? answer.body.replaceAll(value, '…') : answer.body,
})

export function pathOf(route: Route, ids: Ids, project: string = world.site.id): string {
  return route.path
    .replace(':workspace', world.atelier.slug)
    .replace(':project', project)
    .replace(/:(\w+)/g, (_, name: keyof Ids) => ids[name] ?? newId())
}

const randomIds = (): Ids => new Proxy({} as Ids, { get: () => newId() })

const idFields = (c: Case, ids: Ids) =>
  Object.entries(c.body?.(ids) ?? {})
    .filter(([, value]) => typeof value === 'string' && Object.values(ids).includes(value))
    .map(([field]) => field)
