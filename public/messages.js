// The conversation: own lines stand there at once, others' arrive by themselves, and one sees who is here.
import { newId } from '../src/lib/id.ts'

const page = {
  get thread() {
    return document.querySelector('#thread[data-href]')
  },
  get composer() {
    return document.querySelector('form#composer')
  },
}

const atEnd = () => innerHeight + scrollY > document.documentElement.scrollHeight - 160
const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight })
const last = thread =>
  Math.max(0, ...[...thread.querySelectorAll('.message[data-seq]')].map(line => Number(line.dataset.seq)))
const addressOf = thread =>
  `${thread.dataset.href}?after=${last(thread)}${thread.dataset.now ? `&since=${thread.dataset.now}` : ''}`

/** Puts what arrived where it belongs: in place of the same line, else by its number, before what is on its way. */
function put(thread, list) {
  const stayed = atEnd()
  const others = list.querySelector('.message:not(.mine)')
  document.querySelector('[data-empty]')?.remove()
  for (const line of [...list.children]) {
    document.getElementById(line.id)?.remove()
    const before = [...thread.children].find(
      other => other.matches('.pending') || Number(other.dataset.seq) > Number(line.dataset.seq),
    )
    thread.insertBefore(line, before ?? null)
  }
  thread.dataset.now = list.dataset.now
  window.htmx?.process(thread)
  if (stayed) toEnd()
  else if (others) document.getElementById('below')?.removeAttribute('hidden')
}

document.addEventListener('click', event => {
  if (event.target.closest?.('#below')) toEnd()
})
document.addEventListener('scroll', () => {
  if (atEnd()) document.getElementById('below')?.setAttribute('hidden', '')
})

const listIn = html => new DOMParser().parseFromString(html, 'text/html').querySelector('ol[data-now]')

let asking = false
let asked = false
let later

/**
 * Asks for what is missing; one question at a time, none while nobody looks: what is fetched counts as read. What
 * fails on the way is asked again, what is refused is not.
 */
async function catchUp() {
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
      if (list.children.length) put(thread, list)
      document.body.dispatchEvent(new Event('live:read'))
    }
  } catch {
    later = setTimeout(catchUp, 5000)
  }
  asking = false
  if (asked) catchUp()
}

/** A line of one's own that is on its way. */
function pendingLine(data) {
  const line = document.getElementById('pending-line').content.firstElementChild.cloneNode(true)
  line.id = `m-${data.get('id')}`
  const words = line.querySelector('[data-words]')
  words.textContent = data.get('body')
  if (!data.get('body').trim()) words.closest('.bubble').remove()
  for (const file of data.getAll('files').filter(f => f.size)) {
    const name = document.createElement('li')
    name.className = 'chip'
    name.textContent = file.name
    line.querySelector('[data-files]').append(name)
  }
  return line
}

const waiting = new Map()

async function send(line, data) {
  const { thread } = page
  const [sending, failed, retry] = ['sending', 'failed', 'retry'].map(n => line.querySelector(`[data-${n}]`))
  const show = (ok, said) => {
    line.toggleAttribute('data-lost', !ok)
    sending.hidden = !ok
    failed.hidden = retry.hidden = ok
    if (said) failed.textContent = said
  }
  show(true)
  waiting.delete(line)
  try {
    const response = await fetch(addressOf(thread), { method: 'POST', body: data })
    const text = await response.text()
    if (response.status >= 500) throw new Error(text)
    const list = response.ok && !response.redirected && listIn(text)
    if (list) return put(thread, list)
    show(false, response.status === 422 ? text : undefined)
  } catch {
    // Sent again when the network is back: the same id is the same message.
    show(false)
    waiting.set(line, data)
  }
  retry.onclick = () => send(line, data)
}

const draft = () => `draft ${page.composer?.getAttribute('action')}`

document.addEventListener(
  'submit',
  event => {
    const form = event.target
    // Not `form.id`: that is its field of this name.
    if (!form.matches('#composer') || !page.thread) return
    event.preventDefault()
    const data = new FormData(form)
    if (!data.get('body').trim() && !data.getAll('files').some(f => f.size)) return form.elements.body.focus()
    const line = pendingLine(data)
    document.querySelector('[data-empty]')?.remove()
    page.thread.append(line)
    form.elements.body.value = ''
    form.elements.files.value = ''
    form.querySelector('.drop-list').replaceChildren()
    form.elements.id.value = newId()
    sessionStorage.removeItem(draft())
    toEnd()
    send(line, data)
  },
  true,
)

// With a keyboard Enter sends and Shift + Enter begins a new line; under a thumb Enter is a new line.
document.addEventListener('keydown', event => {
  if (event.target.id !== 'composer-text' || event.key !== 'Enter' || event.isComposing) return
  if (event.shiftKey || event.ctrlKey || event.metaKey || !matchMedia('(pointer: fine)').matches) return
  event.preventDefault()
  page.composer.requestSubmit()
})

document.addEventListener('input', event => {
  if (event.target.id !== 'composer-text') return
  sessionStorage.setItem(draft(), event.target.value)
  document.dispatchEvent(new Event('live:type'))
})

// Who is here, and who writes: told again every few seconds while they do.
let present = []
const writing = new Map()

function tellWho() {
  const row = document.getElementById('presence')
  if (!row) return
  const names = writing.size ? [...writing.values()] : present
  const kind = `${writing.size ? 'typing' : 'here'}${names.length > 1 ? 'Many' : 'One'}`
  const list = new Intl.ListFormat(document.documentElement.lang).format(names)
  row.toggleAttribute('data-typing', writing.size > 0)
  row.textContent = names.length ? row.dataset[kind].replace('{names}', list) : ''
}

document.addEventListener(
  'live:presence',
  ({ detail }) => {
    present = detail.filter(one => one.id !== page.thread?.dataset.me).map(one => one.name)
    tellWho()
  },
  true,
)

const timers = new Map()
document.addEventListener(
  'live:typing',
  ({ detail: { id, name } }) => {
    writing.set(id, name)
    clearTimeout(timers.get(id))
    timers.set(id, setTimeout(stopped, 5000, id))
    tellWho()
  },
  true,
)

function stopped(id) {
  writing.delete(id)
  tellWho()
}

for (const name of ['live:messages', 'live:open']) document.addEventListener(name, catchUp, true)
document.addEventListener('visibilitychange', () => {
  if (asked) catchUp()
})

function sendAgain() {
  for (const [line, data] of waiting) if (line.isConnected) send(line, data)
}
addEventListener('online', sendAgain)
document.addEventListener('live:open', sendAgain, true)

function start() {
  const { thread, composer } = page
  if (!thread || thread.dataset.started) return
  thread.dataset.started = ''
  if (composer && !composer.elements.body.value)
    composer.elements.body.value = sessionStorage.getItem(draft()) ?? ''
  const fresh = thread.querySelector('[data-fresh]')
  if (fresh) fresh.scrollIntoView({ block: 'center' })
  else if (thread.children.length) toEnd()
  writing.clear()
  document.dispatchEvent(new Event('live:who'))
}

// After the swap, which scrolls to the top of what it brought.
document.addEventListener('htmx:after:swap', start)
start()
