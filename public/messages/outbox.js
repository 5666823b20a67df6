// What is on its way: each message goes once, in order, whatever becomes of the network or the page. Words are kept on
// this device until they are there; files only as long as the browser's page lives.
import { listIn, page, toEnd } from './page.js'
import { addressOf, put } from './thread.js'

const LONGEST = 60_000
/** After every line there is: of another page's conversation only the outcome matters. */
const NOTHING = Number.MAX_SAFE_INTEGER

const boxOf = composer => `${composer.dataset.kept}:outbox`

function kept(box) {
  try {
    return JSON.parse(localStorage.getItem(box) ?? '[]')
  } catch {
    return []
  }
}

function keep(box, all) {
  try {
    if (all.length) localStorage.setItem(box, JSON.stringify(all))
    else localStorage.removeItem(box)
  } catch {
    // A full or forbidden store: the message waits in the page alone.
  }
}

/** Everything on its way from this page, in order: `{ box, path, entry, files, line }`. */
const waiting = []
let busy = false
let tries = 0
let again

/** A line of one's own that is on its way. */
function draw({ entry, files }) {
  const line = document.getElementById('pending-line').content.firstElementChild.cloneNode(true)
  line.id = `m-${entry.id}`
  const [words, quoted] = [line.querySelector('[data-words]'), line.querySelector('[data-quoted]')]
  words.textContent = entry.body
  if (entry.quoted) {
    quoted.hidden = false
    quoted.firstElementChild.textContent = entry.quoted.author
    quoted.lastElementChild.textContent = entry.quoted.body
  }
  if (!entry.body.trim()) words.remove()
  if (!entry.body.trim() && !entry.quoted) line.querySelector('.bubble').remove()
  for (const file of files) line.querySelector('[data-files]').append(chip(file))
  return line
}

function chip(file) {
  const name = document.createElement('li')
  name.className = 'chip'
  name.textContent = file.name
  return name
}

const part = (line, name) => line.querySelector(`[data-${name}]`)

/** How it stands with a line: on its way, or not sent and why. */
function say(line, lost, why) {
  line.toggleAttribute('data-lost', lost)
  part(line, 'sending').hidden = lost
  for (const name of ['failed', 'retry', 'back']) part(line, name).hidden = !lost
  if (why) part(line, 'failed').textContent = why
}

/** Says something: it stands on the page at once, and goes when its turn comes. */
export function send({ id, body, replyToId, quoted, files = [] }) {
  const { thread, composer } = page
  const entry = { id, body, replyToId, quoted, files: files.length }
  const box = boxOf(composer)
  keep(box, [...kept(box), entry])
  const one = { box, path: thread.dataset.path, entry, files }
  waiting.push(one)
  show(one)
  toEnd()
  go()
}

function show(one) {
  const { thread } = page
  document.querySelector('[data-empty]')?.remove()
  one.line = draw(one)
  thread.append(one.line)
  part(one.line, 'retry').onclick = () => {
    one.refused = false
    go()
  }
  part(one.line, 'back').onclick = () => takeBack(one)
}

function forget(one) {
  waiting.splice(waiting.indexOf(one), 1)
  keep(
    one.box,
    kept(one.box).filter(entry => entry.id !== one.entry.id),
  )
}

/** Its words, and its files as far as they are there, back in the composer. */
function takeBack(one) {
  const { composer } = page
  const { body, files } = composer.elements
  forget(one)
  one.line.remove()
  body.value = [body.value, one.entry.body].filter(Boolean).join('\n')
  body.dispatchEvent(new Event('input', { bubbles: true }))
  if (one.files.length) {
    const transfer = new DataTransfer()
    for (const file of one.files) transfer.items.add(file)
    files.files = transfer.files
    files.dispatchEvent(new Event('change', { bubbles: true }))
  }
  body.focus()
}

function post(one, onProgress) {
  const { entry, files, path } = one
  const thread = page.thread?.dataset.path === path ? page.thread : null
  const data = new FormData()
  for (const name of ['id', 'body', 'replyToId']) data.set(name, entry[name] ?? '')
  for (const file of files) data.append('files', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', thread ? addressOf(thread) : `${path}?after=${NOTHING}`)
    request.timeout = files.length ? 0 : 30_000
    request.upload.onprogress = event => onProgress(event.loaded / event.total)
    request.onload = () => resolve(request)
    request.onerror = request.ontimeout = request.onabort = reject
    request.send(data)
  })
}

/** @returns whether the next one may go: this one is there, or will never be as it is */
async function goes(one) {
  const sending = part(one.line, 'sending')
  const word = sending.textContent
  say(one.line, false)
  try {
    const answer = await post(one, done => {
      if (one.files.length && done < 1) sending.textContent = `${word} ${Math.floor(done * 100)} %`
    })
    sending.textContent = word
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status))
    const list = answer.status === 200 && listIn(answer.responseText)
    if (list) {
      forget(one)
      const { thread } = page
      if (thread?.dataset.path === one.path) put(thread, list)
      one.line.remove()
      return true
    }
    one.refused = true
    say(one.line, true, answer.status === 422 ? answer.responseText : undefined)
    return true
  } catch {
    sending.textContent = word
    say(one.line, true)
    return false
  }
}

/** Sends what waits, one after the other; the same id is the same message, however often it goes. */
export async function go() {
  if (busy) return
  busy = true
  clearTimeout(again)
  let through = true
  while (through) {
    const one = waiting.find(({ refused }) => !refused)
    if (!one) break
    through = await goes(one)
    tries = through ? 0 : tries + 1
  }
  busy = false
  if (!through) again = setTimeout(go, Math.min(LONGEST, 5000 * 2 ** (tries - 1)))
}

/** What was left on its way, by this page or one before it. */
export function resume() {
  const { thread, composer } = page
  const box = boxOf(composer)
  for (const entry of kept(box)) {
    const known = waiting.find(one => one.entry.id === entry.id)
    if (document.getElementById(`m-${entry.id}`)) {
      if (!known?.line?.isConnected) known ? forget(known) : forget({ box, entry })
      continue
    }
    const one = known ?? { box, path: thread.dataset.path, entry, files: [] }
    if (!known) waiting.push(one)
    show(one)
    if (entry.files > one.files.length) {
      one.refused = true
      say(one.line, true, part(one.line, 'failed').dataset.lostFiles)
      if (!entry.body.trim()) part(one.line, 'retry').hidden = true
    } else if (one.refused) say(one.line, true)
  }
  go()
}

addEventListener('online', go)
document.addEventListener('live:open', go, true)
