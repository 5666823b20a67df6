// Sends a form's files two at a time, each with its own line: how far it is, pause, again, away. A large one goes in
// parts, and goes on where it stopped. Without this script the form sends itself.
import { lineFor } from './uploads/line.js'
import { fieldsOf, Lost, Refused, send, sendLarge, sendSmall } from './uploads/send.js'
import { thumbOf } from './uploads/thumb.js'
import { sendWhole } from './uploads/whole.js'

const AT_ONCE = 2
/** Larger ones go in parts. */
const LARGE = 8 * 1024 * 1024

const tasks = new Set()
let kept = false
const busy = () => [...tasks].filter(task => task.control)

/** The network is back, or some time has passed. */
function better(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      removeEventListener('online', done)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    }
    addEventListener('online', done)
    signal.addEventListener('abort', done, { once: true })
  })
}

/** Sends again whatever the network swallowed, later and later; offline it waits. */
async function persist(task, ways) {
  for (let tries = 1; ; tries++) {
    try {
      return await (task.file.size > LARGE ? sendLarge(task, ways) : sendSmall(task, ways))
    } catch (error) {
      if (!(error instanceof Lost) || (navigator.onLine && tries >= 8)) throw error
      task.view.show('offline')
      await better(Math.min(30_000, 1000 * 2 ** Math.min(tries, 5)), ways.signal)
      task.view.anew()
    }
  }
}

async function run(task) {
  const { view } = task
  task.control = new AbortController()
  const { signal } = task.control
  view.anew()
  try {
    if (task.thumb === undefined) task.thumb = await thumbOf(task.file)
    view.show('sending')
    await persist(task, {
      signal,
      say: state => view.show(state),
      onProgress: (done, doing) => view.progress(done, doing),
    })
    kept = true
    view.full()
    view.show('kept')
    tasks.delete(task)
  } catch (error) {
    if (error instanceof Refused && error.message) view.show('refused', error.message)
    else if (error.name !== 'AbortError') view.show('failed')
  }
  task.control = null
  next()
}

/** Begins what waits; when nothing does any more the page shows what arrived. */
function next() {
  for (const task of tasks) {
    if (busy().length >= AT_ONCE) return
    if (!task.control && task.view.state === 'waiting') void run(task)
  }
  if (busy().length === 0 && kept) arrive()
}

function arrive() {
  kept = false
  const form = document.querySelector('form[data-upload]')
  if (form?.dataset.upload === 'version') return location.assign(form.dataset.after)
  document.body.dispatchEvent(new CustomEvent('live:files'))
  setTimeout(() => {
    for (const line of document.querySelectorAll('.sending[data-state=kept]')) line.remove()
  }, 4000)
}

function act(task, what) {
  if (what === 'pause') {
    task.view.show('paused')
    task.control?.abort()
  }
  if (what === 'resume' || what === 'retry') {
    task.view.show('waiting')
    next()
  }
  if (what === 'cancel') {
    task.control?.abort()
    tasks.delete(task)
    if (task.at) send('POST', `${task.at}/cancellation`, new FormData()).catch(() => undefined)
    task.view.line.remove()
    next()
  }
}

function enqueue(form) {
  const field = form.querySelector('input[type=file]')
  const list = form.querySelector('.drop-list')
  const fields = [...fieldsOf(form)]
  const files = [...field.files]
  form.querySelector('[data-broken]').hidden = files.length > 0
  if (files.length === 0) return field.focus()
  // What was said of the chosen ones gives way to their lines.
  for (const line of list.querySelectorAll('li:not(.sending)')) line.remove()
  for (const file of files) {
    const task = { form, fields, file, control: null }
    task.view = lineFor(form, file, what => act(task, what))
    task.view.show('waiting')
    list.append(task.view.line)
    // What stopped goes on: its line here says so.
    for (const line of document.querySelectorAll('.stopped .sending'))
      if (line.querySelector('.sending-name').textContent === file.name) line.remove()
    tasks.add(task)
  }
  field.value = ''
  next()
}

document.addEventListener(
  'submit',
  event => {
    const form = event.target
    if (!form.matches('form[data-upload]')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (form.dataset.upload === 'whole') void sendWhole(form)
    else enqueue(form)
  },
  true,
)

// Files may be dropped anywhere on the page of the shelves.
document.addEventListener('dragover', event => {
  if (
    [...(event.dataTransfer?.types ?? [])].includes('Files') &&
    document.querySelector('form[data-upload=parts]')
  )
    event.preventDefault()
})
document.addEventListener('drop', event => {
  const form = document.querySelector('form[data-upload=parts]')
  if (!form || event.target.closest?.('.drop') || !event.dataTransfer?.files.length) return
  event.preventDefault()
  const transfer = new DataTransfer()
  for (const file of event.dataTransfer.files) transfer.items.add(file)
  form.querySelector('input[type=file]').files = transfer.files
  enqueue(form)
})

addEventListener('beforeunload', event => {
  if (busy().length > 0) event.preventDefault()
})
