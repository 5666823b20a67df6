// Sends a form's files with a bar that says how far they are; without this script the form sends itself.
// `data-upload="parts"`: many files go in a few requests, so that none is too large; `whole`: everything in one.
const PART = 30 * 1024 * 1024
const MOST = 10

function inParts(files) {
  const parts = []
  let size = Number.POSITIVE_INFINITY
  for (const file of files) {
    const part = parts.at(-1)
    if (part && part.length < MOST && size + file.size <= PART) {
      part.push(file)
      size += file.size
    } else {
      parts.push([file])
      size = file.size
    }
  }
  return parts
}

function send(form, body, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.upload.addEventListener('progress', event => onProgress(event.loaded))
    request.addEventListener('load', () => resolve(request))
    for (const failure of ['error', 'abort', 'timeout']) request.addEventListener(failure, reject)
    request.send(body)
  })
}

/** The answer's page takes the place of this one, where the reader stands: the files, or the form with its errors. */
function show(request) {
  const answer = new DOMParser().parseFromString(request.responseText, 'text/html')
  for (const part of ['main', '#toasts']) {
    const [old, fresh] = [document.querySelector(part), answer.querySelector(part)]
    if (!old || !fresh) continue
    old.replaceWith(fresh)
    globalThis.htmx?.process(fresh)
  }
  document.dispatchEvent(new CustomEvent('htmx:after:swap'))
  document.querySelector('#upload [aria-invalid]')?.focus()
}

/** On to the page that the answer came from; what it said goes along, for it is said to one request only. */
function goTo(request) {
  const answer = new DOMParser().parseFromString(request.responseText, 'text/html')
  const toast = answer.querySelector('#toasts .toast')
  if (toast) sessionStorage.setItem('toast', toast.outerHTML)
  location.assign(request.responseURL)
}

/** A form that came back with errors has its words; its files are given back here, for it cannot bring them. */
function giveBack(files) {
  const field = document.querySelector('form[data-upload="whole"] input[type=file]')
  if (!field || files.length === 0) return
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  field.files = transfer.files
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

async function upload(form) {
  const field = form.querySelector('input[type=file]')
  const files = [...field.files]
  const parts = form.dataset.upload === 'parts' ? inParts(files) : [files]
  const total = files.reduce((sum, file) => sum + file.size, 0) || 1
  const [sending, broken] = [form.querySelector('[data-sending]'), form.querySelector('[data-broken]')]
  const bar = sending.querySelector('progress')
  const button = form.querySelector('button[type=submit], button:not([type])')
  let before = 0
  broken.hidden = true
  sending.hidden = false
  bar.value = 0
  button.disabled = true
  try {
    for (const [at, part] of (parts.length ? parts : [[]]).entries()) {
      const body = new FormData(form)
      body.delete(field.name)
      for (const file of part) body.append(field.name, file)
      const request = await send(form, body, loaded => {
        bar.value = Math.min(99, Math.round((100 * (before + loaded)) / total))
      })
      before += part.reduce((sum, file) => sum + file.size, 0)
      const refused = request.status === 422
      if (!refused && request.status >= 400) throw new Error(String(request.status))
      if (!refused && new URL(request.responseURL).pathname !== location.pathname) return goTo(request)
      if (refused || at === parts.length - 1 || parts.length === 0) {
        show(request)
        if (refused) giveBack(files)
        return
      }
    }
  } catch {
    broken.hidden = false
  } finally {
    sending.hidden = true
    button.disabled = false
  }
}

document.addEventListener(
  'submit',
  event => {
    const form = event.target
    if (!form.matches('form[data-upload]')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void upload(form)
  },
  true,
)
