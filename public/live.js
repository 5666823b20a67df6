// What is said by the project's room and on the person's own channel becomes events that live parts listen to, on the
// body: `live:<topic>`, `live:open`, `live:presence` (detail: who is here) and `live:typing` (detail: who writes). A page
// asks who is here with `live:who`, says that its person writes with `live:type`, has the conversation before them with
// `live:seen` and has read what came with `live:read`. The addresses are the body's data-live and data-channel.
import { topics } from '../src/lib/topics.ts'
import { soonCount } from './live/count.js'
import { lineTo } from './live/line.js'

const TYPING = 3000

let present = []
let typed = 0

const emit = (name, detail) => document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }))

function tell(people) {
  present = people
  emit('presence', people)
}

const room = lineTo('live', {
  open(missed) {
    emit('open')
    // What changed while nobody listened is not told again: every live part looks for itself.
    if (missed) for (const topic of topics) emit(topic)
  },
  hear(said) {
    for (const topic of said.topics ?? []) emit(topic)
    if (said.presence) tell(said.presence)
    if (said.typing) emit('typing', said.typing)
    // Read on another of this person's screens.
    if (said.read) soonCount()
  },
  left() {
    if (present.length) tell([])
  },
})

lineTo('channel', {
  open(missed) {
    if (missed) emit('notifications')
  },
  hear(said) {
    for (const topic of said.topics ?? []) emit(topic)
  },
})

document.addEventListener('live:who', () => emit('presence', present))
document.addEventListener('live:type', () => {
  if (Date.now() - typed < TYPING) return
  typed = Date.now()
  room.say('{"typing":true}')
})

const read = () => room.say('{"read":true}')
document.addEventListener('live:seen', read, true)
document.addEventListener('live:read', read, true)

for (const topic of ['messages', 'tickets', 'read', 'notifications'])
  document.addEventListener(`live:${topic}`, soonCount, true)

// What a page fetches for itself while nobody looks is not read.
document.addEventListener('htmx:config:request', ({ detail }) => {
  if (document.hidden) detail.ctx.request.headers['Parvis-Hidden'] = '1'
})
