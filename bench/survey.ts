import type { Bundle } from './bundle.ts'
import { buildOwn, gzipped } from './bundle.ts'
import { fetchOnce } from './load.ts'
import type { Page } from './pages.ts'
import { serve } from './server.ts'
import { stylesOf, type Weight, weigh } from './weight.ts'
import type { World } from './world.ts'

export type Statement = { sql: string; params: (string | number | null)[] }
export type Trip = { statements: Statement[]; late: boolean }
/** What a page asks of D1 and what it sends. `trips`: those it waits for; `late`: those after its answer. */
export type Surveyed = Page & {
  key: string
  trips: number
  late: number
  queries: number
  raw: number
  gzip: number
  weight: Weight
  conversation: Trip[]
}

/** The headers of a person's request. */
export const headersOf = (world: World, page: Page): Record<string, string> => ({
  'Accept-Language': 'fr',
  ...(page.as ? { Cookie: `__Host-session=${world.sessions[page.as]}` } : {}),
})

/**
 * One visit of each page, its words with D1 written down, in the development mode that also says itself how many round
 * trips it made. Pages that do not exist (yet) are left out.
 */
export async function survey(
  bundle: Bundle,
  world: World,
  pages: Page[],
  state: string,
): Promise<{ surveyed: Surveyed[]; missing: string[] }> {
  const main = await buildOwn('recording', ['./worker.js'])
  const server = await serve({ main, beside: { 'worker.js': bundle.code } }, state, {
    ENVIRONMENT: 'development',
  })
  const ask = (path: string, headers = {}) => fetchOnce({ url: server.url + path, headers })
  const surveyed: Surveyed[] = []
  const missing: string[] = []
  try {
    for (const page of pages) {
      const headers = headersOf(world, page)
      // The first visit may write what later ones do not: a read mark.
      await ask(page.path, headers)
      await ask('/bench/trips')
      const { status, body, headers: said } = await ask(page.path, headers)
      await new Promise(resolve => setTimeout(resolve, 50))
      const conversation = JSON.parse((await ask('/bench/trips')).body.toString()) as Trip[]
      if (status === 404) missing.push(page.name)
      if (status === 404) continue
      if (status !== 200) throw new Error(`${page.name} (${page.path}) answered ${status}: ${body}`)
      const waited = conversation.filter(trip => !trip.late)
      const told = Number(said['x-d1-round-trips'])
      if (told !== waited.length)
        throw new Error(`${page.name} says ${told} round trips, but made ${waited.length}.`)
      const html = body.toString()
      const served: Record<string, string> = {}
      for (const href of stylesOf(html).filter(href => !href.startsWith('/assets/')))
        served[href] = (await ask(href)).body.toString()
      surveyed.push({
        ...page,
        key: `/${surveyed.length}`,
        trips: waited.length,
        late: conversation.length - waited.length,
        queries: waited.reduce((n, trip) => n + trip.statements.length, 0),
        raw: body.length,
        gzip: gzipped(body),
        weight: weigh(html, bundle.assets, served),
        conversation,
      })
    }
  } finally {
    await server.stop()
  }
  return { surveyed, missing }
}
