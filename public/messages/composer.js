// Where one writes: drafts, answers, names and voices, and how it is sent.
import { newId } from '../../src/lib/id.ts'
import { send } from './outbox.js'
import { page, tell } from './page.js'

const replying = () => document.getElementById('replying')

/** Begins an answer to a line of the page; none: no answer any more. */
export function answer(line) {
  const box = replying()
  if (!box) return
  box.hidden = !line
  box.querySelector('input').value = line?.id.slice(2) ?? ''
  box.querySelector('[data-author]').textContent = line?.querySelector('header strong')?.textContent ?? ''
  const said = line?.querySelector('.prose')?.textContent ?? line?.querySelector('.attached')?.textContent
  box.querySelector('[data-excerpt]').textContent = (said ?? '').trim().slice(0, 160)
  if (line) page.composer.elements.body.focus()
}

/** Takes what the composer holds, and leaves it empty. */
function take() {
  const { composer } = page
  const { id, body, files } = composer.elements
  const box = replying()
  const taken = {
    id: id.value,
    body: body.value,
    files: [...files.files],
    replyToId: box.querySelector('input').value,
    quoted: box.hidden
      ? undefined
      : {
          author: box.querySelector('[data-author]').textContent,
          body: box.querySelector('[data-excerpt]').textContent,
        },
  }
  composer.reset()
  body.value = ''
  id.value = newId()
  answer(null)
  keep('')
  return taken
}

document.addEventListener(
  'submit',
  event => {
    const form = event.target
    // Not `form.id`: that is its field of this name.
    if (!form.matches('#composer') || !page.thread) return
    event.preventDefault()
    const { body, files } = form.elements
    if (!body.value.trim() && !files.files.length) return body.focus()
    tell()
    send(take())
    body.focus()
  },
  true,
)

// With a keyboard Enter sends and Shift + Enter begins a new line; under a thumb Enter is a new line.
document.addEventListener('keydown', event => {
  if (event.target.id !== 'composer-text') return
  if (event.key === 'Escape' && !replying().hidden) answer(null)
  if (event.key !== 'Enter' || event.isComposing) return
  if (event.shiftKey || event.ctrlKey || event.metaKey || !matchMedia('(pointer: fine)').matches) return
  event.preventDefault()
  page.composer.requestSubmit()
})

function keep(words) {
  const key = page.composer?.dataset.kept
  try {
    if (words) localStorage.setItem(key, words)
    else localStorage.removeItem(key)
  } catch {
    // A full or forbidden store keeps no drafts.
  }
}

/** What was being written here, by this person. */
export function restore() {
  const { body } = page.composer.elements
  if (!body.value) body.value = localStorage.getItem(page.composer.dataset.kept) ?? ''
  document.getElementById('voice').hidden = false
}

const NAMING = /(?:^|[^\p{L}\p{N}])@[\p{L}\p{N}'’ -]{0,30}$/u
let mention

document.addEventListener('input', event => {
  const field = event.target
  if (field.id !== 'composer-text') return
  keep(field.value)
  document.dispatchEvent(new Event('live:type'))
  // The list of names is loaded by whoever first types an @.
  if (mention || !NAMING.test(field.value.slice(0, field.selectionStart))) return
  mention = import(page.composer.dataset.mention).then(
    loaded => loaded.suggest(),
    () => {
      mention = undefined
    },
  )
})

document.addEventListener(
  'click',
  async event => {
    if (event.target.closest?.('[data-unreply]')) {
      event.preventDefault()
      event.stopPropagation()
      answer(null)
    }
    const record = event.target.closest?.('#voice [data-record]')
    if (!record) return
    tell()
    const box = record.closest('#voice')
    const { record: begin } = await import(box.dataset.src)
    // What is written stays a draft: a voice message is one of its own.
    begin(box, tell, file => {
      const draft = page.composer.elements.body.value
      const taken = { ...take(), body: '', files: [file] }
      page.composer.elements.body.value = draft
      keep(draft)
      send(taken)
    })
  },
  true,
)

// Over a phone's keyboard: what hides part of the page is no part of it, or makes it shorter. The tabs give way.
const view = window.visualViewport
const KEYBOARD = 150
let width = 0
let tallest = 0

function fit() {
  if (innerWidth !== width) tallest = 0
  width = innerWidth
  tallest = Math.max(tallest, view.height)
  const open =
    view.scale < 1.05 && tallest - view.height > KEYBOARD && document.activeElement?.id === 'composer-text'
  document.body.toggleAttribute('data-keyboard', open)
  const writing = document.getElementById('end')
  if (writing)
    writing.style.bottom = open ? `${Math.max(0, innerHeight - view.height - view.offsetTop)}px` : ''
}
for (const name of ['resize', 'scroll']) view?.addEventListener(name, fit)
