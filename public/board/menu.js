// The move menu: one for the whole board, filled for the card whose link opened it. Arrow keys come with all menus.

import { adjust } from './adjust.js'
import { board, focusOn } from './board.js'
import { moved, placeOf } from './move.js'
import { remove } from './remove.js'

let card
const menu = () => document.getElementById('move-menu')

document.addEventListener(
  'click',
  event => {
    const link = event.target.closest?.('#board [data-move]')
    if (!link || !menu()?.showPopover || event.metaKey || event.ctrlKey || event.shiftKey) return
    // The link leads on without a script, and htmx would follow it.
    event.preventDefault()
    event.stopPropagation()
    openFor(link)
  },
  true,
)

function openFor(link) {
  card = link.closest('[data-card]')
  const column = card.parentElement.dataset.column
  const kind = 'accept' in card.dataset ? 'ticket' : 'task'
  for (const item of menu().querySelectorAll('[data-for]'))
    item.hidden = item.dataset.for !== kind || item.dataset.to === column
  // The task of a request goes when its request is over, on its own page.
  if (card.dataset.ticket) menu().querySelector('[data-do="remove"]').hidden = true
  const sorted = kind === 'task' && column !== 'done'
  const steps = { up: card.previousElementSibling, down: card.nextElementSibling }
  for (const item of menu().querySelectorAll('[data-step]')) {
    item.hidden = !sorted
    item.disabled = !steps[item.dataset.step]
  }
  const [first, second] = menu().querySelectorAll('hr')
  first.hidden = !sorted
  second.hidden = kind !== 'task'
  // Which link it stands at, for browsers that place menus by script.
  for (const other of document.querySelectorAll('#board [popovertarget]'))
    other.removeAttribute('popovertarget')
  link.setAttribute('popovertarget', 'move-menu')
  menu().showPopover({ source: link })
  menu().querySelector('button:not([hidden], [disabled])')?.focus()
}

document.addEventListener('click', event => {
  const item = event.target.closest?.('#move-menu button')
  // An update may have redrawn the card meanwhile.
  const chosen = item && card && document.getElementById(card.id)
  if (!chosen) return
  const from = placeOf(chosen)
  const { to, step } = item.dataset
  if (item.dataset.do === 'adjust') return void adjust(chosen)
  if (item.dataset.do === 'remove') return void remove(chosen)
  if (step === 'up') chosen.previousElementSibling?.before(chosen)
  else if (step === 'down') chosen.nextElementSibling?.after(chosen)
  else board().querySelector(`[data-column="${to}"]`).append(chosen)
  void moved(chosen, from).then(() => focusOn(chosen))
  focusOn(chosen)
})
