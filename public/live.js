// The project's socket: turns what the room says into events that live parts listen to, on the body:
// `live:<topic>`, `live:open`, `live:presence` (detail: who is here) and `live:typing` (detail: who writes). A page asks
// who is here with `live:who`, says that its person writes with `live:type`, has the conversation before them with
// `live:seen` and has read what came with `live:read`. The address is the body's data-live; without one there is no
// socket. The numbers of the navigation are kept current with or without it.
import { topics } from '../src/lib/topics.ts'

const BEAT = 45_000
const ANSWER = 10_000
const LONGEST = 60_000
const TYPING = 3000
// Access is gone, or the room had enough of us: not again by itself.
const refusals = [1008, 4003]

let socket
let address
let present = []
let tries = 0
let missed = false
let typed = 0
let again
let silence

const emit = (name, detail) => document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }))

function say(text) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(text)
}

function leave() {
  clearTimeout(again)
  clearTimeout(silence)
  const old = socket
  socket = undefined
  // Closed while it connects, a socket complains in the console.
  if (old?.readyState === WebSocket.CONNECTING) old.addEventListener('open', () => old.close(1000))
  else old?.close(1000)
  if (present.length) tell([])
}

function tell(people) {
  present = people
  emit('presence', people)
}

function connect() {
  leave()
  if (!address || !navigator.onLine) return
  const mine = new WebSocket(new URL(address, location.href))
  socket = mine
  mine.addEventListener('open', () => {
    if (mine !== socket) return
    tries = 0
    emit('open')
    // What changed while nobody listened is not told again: every live part looks for itself.
    if (missed) for (const topic of topics) emit(topic)
    missed = true
  })
  mine.addEventListener('message', ({ data }) => {
    clearTimeout(silence)
    if (data === 'pong' || mine !== socket) return
    const said = JSON.parse(data)
    for (const topic of said.topics ?? []) emit(topic)
    if (said.presence) tell(said.presence)
    if (said.typing) emit('typing', said.typing)
    // Read on another of this person's screens.
    if (said.read) soonCount()
  })
  mine.addEventListener('close', ({ code }) => {
    if (mine !== socket) return
    leave()
    missed = true
    if (refusals.includes(code)) return
    const wait = Math.min(LONGEST, 1000 * 2 ** tries++)
    again = setTimeout(connect, wait * (0.5 + Math.random() / 2))
  })
}

// A socket whose network is gone says nothing: it must answer.
setInterval(() => {
  if (socket?.readyState !== WebSocket.OPEN) return
  say('ping')
  clearTimeout(silence)
  silence = setTimeout(connect, ANSWER)
}, BEAT)

/** The page may be another one now: of this project, of another, or of none. */
function look() {
  const now = document.body.dataset.live
  if (now === address) return
  address = now
  missed = false
  tries = 0
  connect()
}

const wake = () => {
  if (!document.hidden && address && !socket) connect()
}

document.addEventListener('htmx:after:swap', look)
document.addEventListener('visibilitychange', wake)
document.addEventListener('live:who', () => emit('presence', present))
addEventListener('online', wake)
addEventListener('offline', leave)
document.addEventListener('live:type', () => {
  if (Date.now() - typed < TYPING) return
  typed = Date.now()
  say('{"typing":true}')
})

const read = () => say('{"read":true}')
document.addEventListener('live:seen', read, true)
document.addEventListener('live:read', read, true)

// The numbers of the navigation: of this project at once, of the others now and then.
const NOW_AND_THEN = 60_000
let counting
let counted = Date.now()

async function count() {
  clearTimeout(counting)
  counted = Date.now()
  const { badges } = document.body.dataset
  if (!badges) return
  const response = await fetch(badges).catch(() => undefined)
  if (!response?.ok || response.redirected || badges !== document.body.dataset.badges) return
  for (const { href, badge, label } of await response.json())
    for (const link of document.querySelectorAll(
      `:is(.client-nav, .side-nav, .bottom-bar) a[href="${href}"], .client-bar .mark[href="${href}"]`,
    ))
      number(link, badge, label)
}

function soonCount() {
  clearTimeout(counting)
  counting = setTimeout(count, 400)
}

function number(link, badge, label) {
  link.querySelector('.count')?.remove()
  if (!badge) return
  const [count, what] = [document.createElement('span'), document.createElement('span')]
  Object.assign(count, { className: 'count', textContent: badge })
  Object.assign(what, { className: 'sr-only', textContent: ` ${label}` })
  count.dataset.tone = 'accent'
  count.append(what)
  link.append(count)
}

for (const topic of ['messages', 'tickets', 'read'])
  document.addEventListener(`live:${topic}`, soonCount, true)

const stale = () => {
  if (!document.hidden && Date.now() - counted > NOW_AND_THEN / 2) count()
}
setInterval(stale, NOW_AND_THEN)
document.addEventListener('visibilitychange', stale)
document.addEventListener('htmx:after:swap', () => {
  counted = Date.now()
})

look()
