// The lines: what arrives stands where it belongs, what is missing is asked for, older ones come while one scrolls.
import { atEnd, listIn, page, toEnd } from './page.js'

const last = thread =>
  Math.max(0, ...[...thread.querySelectorAll('.message[data-seq]')].map(line => Number(line.dataset.seq)))
export const addressOf = thread =>
  `${thread.dataset.href}?after=${last(thread)}${thread.dataset.now ? `&since=${thread.dataset.now}` : ''}`

/** Lines that arrived, by how they were said: the same again stays, and whatever plays in it plays on. */
const arrived = new WeakMap()

/** Each line in place of the same one, else by its number, before what is on its way. */
function place(thread, list) {
  document.querySelector('[data-empty]')?.remove()
  for (const line of [...list.children]) {
    const old = line.id && document.getElementById(line.id)
    if (old && arrived.get(old) === line.outerHTML) continue
    arrived.set(line, line.outerHTML)
    if (old) old.remove()
    const before = [...thread.children].find(
      other => other.matches('.pending') || Number(other.dataset.seq) > Number(line.dataset.seq),
    )
    thread.insertBefore(line, before ?? null)
  }
  window.htmx?.process(thread)
}

let away = document.hidden

/** New lines came while nobody looked: where they begin is marked. */
function markFresh(thread, first) {
  if (!away || !first) return
  away = false
  for (const old of thread.querySelectorAll('[data-fresh]')) old.remove()
  const mark = document.getElementById('fresh-mark')?.content.firstElementChild.cloneNode(true)
  if (!mark) return
  mark.dataset.fresh = ''
  mark.dataset.seq = Number(first.dataset.seq) - 0.25
  first.before(mark)
}

/** Puts what arrived; who reads the end keeps reading it. */
export function put(thread, list) {
  const stayed = atEnd()
  const known = last(thread)
  const others = [...list.querySelectorAll('.message:not(.mine)')].filter(
    line => Number(line.dataset.seq) > known,
  )
  place(thread, list)
  markFresh(thread, others[0])
  thread.dataset.now = list.dataset.now
  if (last(thread) > known) forgetReaders(thread)
  if (stayed) toEnd()
  else if (others.length) document.getElementById('below')?.removeAttribute('hidden')
}

/** Whoever had read the line before has not read this one yet. */
function forgetReaders(thread) {
  const row = document.getElementById('read-by')
  row?.replaceChildren()
  row?.toggleAttribute(
    'data-waits',
    Boolean([...thread.querySelectorAll('.message')].at(-1)?.matches('.mine')),
  )
}

let asking = false
let asked = false
let later

/**
 * Asks for what is missing; one question at a time, none while nobody looks: what is fetched counts as read. What
 * fails on the way is asked again, what is refused is not.
 */
export async function catchUp() {
  const { thread } = page
  asked = true
  if (!thread || asking || document.hidden) return
  asking = true
  asked = false
  clearTimeout(later)
  try {
    const response = await fetch(addressOf(thread), { headers: { 'HX-Request-Type': 'partial' } })
    if (response.status >= 500) throw new Error(response.statusText)
    const list = response.ok && !response.redirected && listIn(await response.text())
    if (list && thread.isConnected) {
      asked ||= list.dataset.more === 'true'
      if (list.children.length) {
        put(thread, list)
        document.body.dispatchEvent(new Event('live:read'))
      }
    }
  } catch {
    later = setTimeout(catchUp, 5000)
  }
  asking = false
  if (asked) catchUp()
}

/** More lines, further back or on. What is being read stays where it is. */
async function further(more) {
  const { lines } = page
  const older = more.dataset.further === 'older'
  const edge = [...lines.querySelectorAll('.message[data-seq]')].at(older ? 0 : -1)
  if (!edge || more.dataset.busy) return
  more.dataset.busy = ''
  const seq = Number(edge.dataset.seq)
  // The first line comes again: only with the one before it does it know whether it says its author.
  const ask = older ? `before=${seq + 1}` : `from=${seq + 1}`
  const response = await fetch(`${lines.dataset.path}?${ask}&lines`).catch(() => undefined)
  const list = response?.ok && !response.redirected && listIn(await response.text())
  delete more.dataset.busy
  if (!list || !lines.isConnected) return
  const top = edge.getBoundingClientRect().top
  place(lines, list)
  if (older) scrollBy(0, document.getElementById(edge.id).getBoundingClientRect().top - top)
  if (list.dataset[more.dataset.further] === 'true') watch(more)
  else if (older) more.remove()
  else more.firstElementChild.remove()
}

const sight = new IntersectionObserver(
  seen => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue
      sight.unobserve(target)
      further(target)
    }
  },
  { rootMargin: '600px' },
)

/** Looks out for the way further; seen again, it is taken again. */
export function watch(more) {
  sight.unobserve(more)
  if (more.querySelectorAll('a').length > (more.dataset.further === 'older' ? 0 : 1)) sight.observe(more)
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) away = true
  else if (asked) catchUp()
})
for (const name of ['live:messages', 'live:open']) document.addEventListener(name, catchUp, true)

document.addEventListener('click', event => {
  if (event.target.closest?.('#below')) toEnd()
})
document.addEventListener('scroll', () => {
  if (atEnd()) document.getElementById('below')?.setAttribute('hidden', '')
})
