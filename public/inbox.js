// The list of notifications by keyboard: from line to line, open, read. A line that was read hands the focus on.
import { busy, off, showSwitch } from './ui/keys.js'

const links = () => [...document.querySelectorAll('#inbox a.row-t')]
const lineOf = element => element?.closest?.('#inbox .row')

let last

function step(by) {
  const all = links()
  const line = lineOf(document.activeElement)
  const at = line ? all.indexOf(line.querySelector('a.row-t')) : all.findIndex(a => a.href === last)
  const to = all[at < 0 ? 0 : Math.min(Math.max(0, at + by), all.length - 1)]
  to?.focus()
  to?.closest('.row').scrollIntoView({ block: 'nearest' })
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: line => line?.querySelector('a.row-t').click(),
  e: line => line?.querySelector('.read-slot form')?.requestSubmit(),
}

document.addEventListener('focusin', event => {
  const line = lineOf(event.target)
  if (line) last = line.querySelector('a.row-t').href
})

document.addEventListener('keydown', event => {
  const act = keys[event.key]
  if (!act || !document.getElementById('inbox') || event.defaultPrevented) return
  if (event.ctrlKey || event.metaKey || event.altKey || off() || busy()) return
  event.preventDefault()
  act(lineOf(document.activeElement))
})

// What was read is still there, or gone from the unread ones: the focus goes on from where it was.
document.addEventListener('submit', event => {
  const line = lineOf(event.target)
  if (!line) return
  const all = links()
  const at = all.indexOf(line.querySelector('a.row-t'))
  document.addEventListener(
    'htmx:after:swap',
    () => {
      const now = links()
      const to = now.find(a => a.href === all[at].href) ?? now[Math.min(at, now.length - 1)]
      to?.focus()
    },
    { once: true },
  )
})

document.addEventListener('htmx:after:swap', showSwitch)
showSwitch()
