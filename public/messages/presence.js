// Who is here, and who writes: told again every few seconds while they do.
import { page } from './page.js'

let present = []
const writing = new Map()
const timers = new Map()

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

/** Another page: nobody is seen to write in it yet. */
export function anew() {
  writing.clear()
  document.dispatchEvent(new Event('live:who'))
}
