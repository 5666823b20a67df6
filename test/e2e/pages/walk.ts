import type { Page } from '@playwright/test'

/** A page of the portal: its address, and the kind of page it is (ids taken out). */
export type Found = { path: string; kind: string }

/** How many of a kind are opened, where it has looks of its own for each state. */
const several: Record<string, number> = { '/p/:id/tickets/:id': 14, '/p/:id/payments/:id': 8 }
const id = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Bytes, another workspace's door, and places in a list that is walked already. */
const left =
  /\/content|\/entrance\/|\/f\/|\.css|[?&](before|after|show|who|q|client|state|phase|kind|person|since|download|sort|sla|unread|tag|urgency|project)=/

const kindOf = (path: string) =>
  path
    .replace(id, ':id')
    .replace(/^\/w\/[^/]+/, '')
    .replace(/#.*$/, '')

/**
 * Follows every link of the portal from where somebody lands, once for each kind of page.
 * @param visit looks at a page that is open
 */
export async function walk(
  page: Page,
  start: string[],
  visit: (found: Found) => Promise<void>,
): Promise<string[]> {
  const waiting = [...start]
  const seen = new Set<string>()
  const kinds = new Map<string, number>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path)
    const count = kinds.get(kind) ?? 0
    if (seen.has(path) || count >= (several[kind.replace(/^.*(?=\/p\/)/, '')] ?? 1)) continue
    seen.add(path)
    kinds.set(kind, count + 1)
    const answer = await page.goto(path).catch(unlessDownload)
    if (answer === 'download') {
      kinds.delete(kind)
      continue
    }
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`)
    await visit({ path, kind })
    for (const href of await page.evaluate<string[]>(links)) if (!left.test(href)) waiting.push(href)
  }
  return [...kinds.keys()].sort()
}

/** What is saved is no page. */
const unlessDownload = (error: Error): 'download' => {
  if (error.message.includes('Download is starting')) return 'download'
  throw error
}

/** The addresses of this origin that the page links to. */
const links = `[...document.querySelectorAll('a[href]')]
  .filter(a => a.origin === location.origin && !a.hasAttribute('download'))
  .map(a => a.pathname + a.search)`
