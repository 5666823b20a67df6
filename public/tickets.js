// The team's list of requests by keyboard, what is ticked in it, and a look now and then at what changed. All of it has
// its way by mouse and without a script too.
import { menus } from './tickets/menus.js'
import { prepare, ticked } from './tickets/selection.js'
import { busy, off, showSwitch } from './ui/keys.js'

const EVERY = 60_000
const list = () => document.getElementById('all-tickets')
const links = () => [...document.querySelectorAll('.ticket-list a.row-t')]
const rowOf = element => element?.closest?.('.ticket-list .row')
const linkOf = row => row?.querySelector('a.row-t')

let last
/** The line that has the focus, or had it last. */
const current = () =>
  rowOf(document.activeElement) ?? rowOf(document.querySelector(`a.row-t[href="${last}"]`))

function step(by) {
  const all = links()
  const at = all.indexOf(linkOf(current()))
  const to = all[at < 0 ? 0 : Math.min(Math.max(0, at + by), all.length - 1)]
  to?.focus()
  to?.closest('.row').scrollIntoView({ block: 'nearest' })
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: row => linkOf(row)?.click(),
  r: row => row && location.assign(`${linkOf(row).href}#reply-text`),
  a: row => menus.assign(row, ticked()),
  s: row => menus.state(row),
  x: row => row?.querySelector('[name="ids"]').click(),
  '/': () => document.getElementById('ticket-words').select(),
  '?': () => help(),
}

function help() {
  showSwitch()
  document.getElementById('keys').showModal()
}

document.addEventListener('focusin', event => {
  const row = rowOf(event.target)
  if (row) last = linkOf(row).getAttribute('href')
})

document.addEventListener('keydown', event => {
  const { key, target } = event
  if (!list() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  // On a box, Enter would press the form's first button.
  if (key === 'Enter' && target.matches('#selection [type="checkbox"]')) {
    event.preventDefault()
    linkOf(rowOf(target))?.click()
    return
  }
  const act = keys[key]
  if (!act || off() || busy()) return
  event.preventDefault()
  act(current())
})

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-keys]')) help()
})

let looked = Date.now()
function look() {
  if (document.hidden || !list() || busy() || ticked().length > 0) return
  if (Date.now() - looked < EVERY / 2) return
  looked = Date.now()
  document.body.dispatchEvent(new CustomEvent('live:tickets'))
}
setInterval(look, EVERY)
document.addEventListener('visibilitychange', look)

document.addEventListener('htmx:after:swap', prepare)
prepare()
