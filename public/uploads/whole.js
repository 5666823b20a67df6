// A form of words with some files, sent whole: one bar says how far it is.
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

/** The answer's page takes the place of this one, where the reader stands: the form with its errors. */
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

export async function sendWhole(form) {
  const files = [...form.querySelector('input[type=file]').files]
  const total = files.reduce((sum, file) => sum + file.size, 0) || 1
  const [sending, broken] = [form.querySelector('[data-sending]'), form.querySelector('[data-broken]')]
  const bar = sending.querySelector('progress')
  const button = form.querySelector('button[type=submit], button:not([type])')
  broken.hidden = true
  sending.hidden = false
  bar.value = 0
  button.disabled = true
  try {
    const request = await send(form, new FormData(form), loaded => {
      bar.value = Math.min(99, Math.round((100 * loaded) / total))
    })
    const refused = request.status === 422
    if (!refused && request.status >= 400) throw new Error(String(request.status))
    if (!refused && new URL(request.responseURL).pathname !== location.pathname) return goTo(request)
    show(request)
    if (refused) giveBack(files)
  } catch {
    broken.hidden = false
  } finally {
    sending.hidden = true
    button.disabled = false
  }
}
