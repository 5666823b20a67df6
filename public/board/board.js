// The board on this page, and the fresh one that is fetched after each change. A board that arrives while a card is
// in the air, or a move on its way, would put the card back: it is left out, and fetched again afterwards.
let busy = 0
let stale = false
let wanted

export const board = () => document.getElementById('board')

export function refresh() {
  stale = busy > 0
  if (!stale) globalThis.htmx.trigger(board(), 'board:changed')
}

/** Keeps the board as it stands until `release`. */
export function hold() {
  busy++
}

export function release() {
  busy--
  if (stale && busy === 0) refresh()
}

/** The focus goes to this card's menu, wherever an update puts the card. A request's card gives way to its task's. */
export function focusOn(card) {
  wanted = card.id
  restore()
}

function restore() {
  const lost = document.activeElement === document.body || document.activeElement === null
  if (!wanted || !lost) return
  const card = document.getElementById(wanted) ?? board()?.querySelector(`[data-ticket="${wanted}"]`)
  const target = card?.querySelector('[data-move]') ?? card?.querySelector('a')
  target?.focus({ preventScroll: true })
}

for (const name of ['htmx:before:request', 'htmx:before:swap']) {
  document.addEventListener(name, event => {
    if (busy === 0 || event.target !== board()) return
    event.preventDefault()
    stale = true
  })
}
document.addEventListener('htmx:after:swap', event => event.target === board() && restore())
// Whoever goes somewhere else is not called back.
document.addEventListener('focusin', event => {
  if (wanted && event.target.closest('[data-card]')?.id !== wanted) wanted = undefined
})
