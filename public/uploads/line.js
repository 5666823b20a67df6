// A file's line while it is on its way: how far, how fast, how long still.
const lang = document.documentElement.lang || 'fr'
const number = (value, unit, digits) =>
  new Intl.NumberFormat(lang, {
    style: 'unit',
    unit,
    unitDisplay: unit.length > 6 && unit !== 'second' && unit !== 'minute' ? 'short' : 'long',
    maximumFractionDigits: digits,
  }).format(value)

/** In thousands, as the pages say them. */
export function bytes(count) {
  for (const [unit, size] of [
    ['gigabyte', 1e9],
    ['megabyte', 1e6],
  ])
    if (count >= size) return number(count / size, unit, 1)
  return number(count / 1000, 'kilobyte', 0)
}

const lasting = seconds =>
  seconds < 90 ? number(Math.ceil(seconds), 'second', 0) : number(Math.ceil(seconds / 60), 'minute', 0)
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')

/** Makes the line from the form's template; buttons speak through `act`. */
export function lineFor(form, file, act) {
  const words = JSON.parse(form.dataset.words)
  const line = form.querySelector('template[data-line]').content.firstElementChild.cloneNode(true)
  const [text, bar] = [line.querySelector('[data-text]'), line.querySelector('progress')]
  line.querySelector('[data-name]').textContent = file.name
  bar.setAttribute('aria-label', file.name)
  for (const button of line.querySelectorAll('button')) {
    const label = `${button.getAttribute('aria-label')} : ${file.name}`
    button.setAttribute('aria-label', label)
    button.addEventListener('click', () => act(button.dataset.act))
  }
  let [state, from, since] = ['waiting', 0, 0]
  function show(next, more = '') {
    state = next
    line.dataset.state = next
    text.textContent = more || fill(words[next] ?? '', {})
    const may = {
      pause: ['preparing', 'sending', 'offline', 'waiting'].includes(next),
      resume: next === 'paused',
      retry: next === 'failed',
      cancel: !['kept', 'checking'].includes(next),
    }
    for (const button of line.querySelectorAll('button')) button.hidden = !may[button.dataset.act]
  }
  return {
    line,
    show,
    get state() {
      return state
    },
    /** @param done bytes of this file that are there */
    progress(done, doing = 'sending') {
      bar.value = Math.min(99, Math.round((100 * done) / (file.size || 1)))
      if (state !== doing) show(doing)
      if (doing !== 'sending') return
      const now = performance.now()
      if (!since || done < from) [from, since] = [done, now]
      const speed = (1000 * (done - from)) / Math.max(1, now - since)
      const told = [fill(words.of, { done: bytes(done), total: bytes(file.size) })]
      if (now - since > 1000 && speed > 0)
        told.push(
          fill(words.speed, { speed: bytes(speed) }),
          fill(words.left, { time: lasting((file.size - done) / speed) }),
        )
      text.textContent = told.join(' · ')
    },
    /** The pace is counted anew after a pause. */
    anew() {
      since = 0
    },
    full() {
      bar.value = 100
    },
  }
}
