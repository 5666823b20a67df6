// How bytes go out: one request with its progress, and a large file part by part.

/** What the server said no to, in its own words: trying again would not help. */
export class Refused extends Error {}
/** The way was cut: a lost network, or a server that had no time. */
export class Lost extends Error {}

const again = status => status === 0 || status === 408 || status === 425 || status === 429 || status >= 500

/** What a refusal says: a line of JSON, or the form as it is shown again. */
function problemOf(request) {
  try {
    return JSON.parse(request.responseText).problem ?? ''
  } catch {
    const page = new DOMParser().parseFromString(request.responseText, 'text/html')
    return (page.querySelector('.field .error, .error-summary li, h1')?.textContent ?? '').trim()
  }
}

/** One request; aborted with `signal`. @throws Refused, Lost, AbortError */
export function send(method, url, body, { signal, onProgress, headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.setRequestHeader('Accept', 'application/json')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', event => onProgress?.(event.loaded))
    request.addEventListener('load', () => {
      if (request.status < 400) resolve(request)
      else if (again(request.status)) reject(new Lost(String(request.status)))
      else reject(Object.assign(new Refused(problemOf(request)), { status: request.status }))
    })
    for (const failure of ['error', 'timeout'])
      request.addEventListener(failure, () => reject(new Lost(failure)))
    request.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    if (signal?.aborted) return reject(new DOMException('', 'AbortError'))
    request.send(body)
  })
}

const json = async (...args) => JSON.parse((await send(...args)).responseText)
const pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(new DOMException('', 'AbortError'))
      },
      { once: true },
    )
  })

/** The fields of the form besides its files. */
export function fieldsOf(form) {
  const fields = new FormData(form)
  for (const field of form.querySelectorAll('input[type=file]')) fields.delete(field.name)
  return fields
}

/** A small file goes as the form itself would send it, with its small picture. */
export async function sendSmall(task, { signal, onProgress }) {
  const { form, fields, file, thumb } = task
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  body.append(form.querySelector('input[type=file]').name, file)
  if (thumb) body.append('thumb', thumb)
  const answer = await send('POST', form.action, body, { signal, onProgress })
  return answer.responseURL
}

/** A large one goes in parts, from where it stopped: its hash finds it again after a reload. */
export async function sendLarge(task, { signal, onProgress, say }) {
  const { form, fields, file, thumb } = task
  const { uploads: base, file: versionOf, hash } = form.dataset
  if (!task.sha256) {
    say('preparing')
    const { hashOf } = await import(hash)
    task.sha256 = await hashOf(file, done => onProgress(done, 'preparing'), signal)
  }
  const asking = new URLSearchParams()
  for (const [name, value] of fields) asking.set(name, value)
  asking.set('name', file.name)
  asking.set('size', file.size)
  asking.set('sha256', task.sha256)
  if (versionOf) asking.set('file', versionOf)
  const begun = await json('POST', base, asking, { signal })
  task.at = `${base}/${begun.id}`
  const had = new Set(begun.parts)
  const partOf = number => file.slice((number - 1) * begun.partSize, number * begun.partSize)
  let before = 0
  for (const number of had) before += partOf(number).size
  say('sending')
  onProgress(before)
  const count = Math.ceil(file.size / begun.partSize)
  for (let number = 1; number <= count && begun.state === 'receiving'; number++) {
    if (had.has(number)) continue
    const part = partOf(number)
    await send('PUT', `${task.at}/parts/${number}`, part, {
      signal,
      onProgress: loaded => onProgress(before + Math.min(loaded, part.size)),
      headers: { 'Content-Type': 'application/octet-stream' },
    })
    before += part.size
  }
  say('checking')
  const body = new FormData()
  if (thumb) body.append('thumb', thumb)
  let { state, problem } = await json('POST', `${task.at}/completion`, body, { signal })
  for (let wait = 1000; state === 'checking' || state === 'joining'; wait = Math.min(10_000, wait * 1.5)) {
    await pause(wait, signal)
    const asked = await json('GET', task.at, null, { signal })
    state = asked.state
    problem = asked.problem
  }
  if (state === 'refused') throw new Refused(problem)
}
