// Keeps the words of a form while it is being written, on this device, for this person and project; forgotten once they
// were sent or given up (and at sign-out, see ui/drafts.js).
const SENT = 'draft-sent'
const fields = form => [...form.elements].filter(one => one.name && !/file|hidden|submit/.test(one.type))

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

function keep(form) {
  const words = {}
  for (const one of fields(form))
    if (one.type === 'radio' ? one.checked : one.value) words[one.name] = one.value
  try {
    if (words.subject || words.body) localStorage.setItem(form.dataset.draft, JSON.stringify(words))
    else localStorage.removeItem(form.dataset.draft)
  } catch {
    // A full or forbidden store keeps no drafts; the form works all the same.
  }
}

function fill(form, words) {
  for (const one of fields(form)) {
    const value = words[one.name]
    if (typeof value !== 'string') continue
    if (one.type === 'radio') one.checked = one.value === value
    else one.value = value
  }
}

function begin() {
  const form = document.querySelector('form[data-draft]')
  // Sent, and here is what came of it; what was refused or never arrived is still a draft.
  const done = document.querySelector('[data-draft-done]')?.dataset.draftDone
  if (done && sessionStorage.getItem(SENT) === done) {
    sessionStorage.removeItem(SENT)
    localStorage.removeItem(done)
  }
  if (!form || form.dataset.begun || form.querySelector('[aria-invalid]')) return
  form.dataset.begun = '1'
  const words = read(form.dataset.draft)
  if (!words) return
  fill(form, words)
  const note = document.getElementById('draft-resumed')
  note.hidden = false
  note.querySelector('button').addEventListener('click', () => {
    localStorage.removeItem(form.dataset.draft)
    form.reset()
    note.hidden = true
    form.querySelector('input, textarea')?.focus()
  })
}

for (const name of ['input', 'change'])
  document.addEventListener(name, event => {
    const form = event.target.closest?.('form[data-draft]')
    if (form && event.target.type !== 'file') keep(form)
  })

document.addEventListener(
  'submit',
  event => {
    const { draft } = event.target.dataset ?? {}
    if (draft) sessionStorage.setItem(SENT, draft)
  },
  true,
)

document.addEventListener('htmx:after:swap', begin)
begin()
