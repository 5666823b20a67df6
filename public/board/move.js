// Moves a card: at once on the screen, then by the same form address as without a script; the board that comes back
// is the truth.
import { hold, refresh, release } from './board.js'
import { askReason } from './reason.js'
import { show } from './toasts.js'

/** Where a card stands, to put it back. */
export const placeOf = card => ({ list: card.parentElement, next: card.nextElementSibling })

function putBack(card, { list, next }) {
  list.insertBefore(card, next?.parentElement === list ? next : null)
}

/** @returns 'done', 'conflict' or 'failed' */
export async function post(url, fields) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
    if (answer.type === 'opaqueredirect' || answer.ok) return 'done'
    return answer.status === 409 || answer.status === 404 ? 'conflict' : 'failed'
  } catch {
    return 'failed'
  }
}

const kept = fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => value))

// One after the other: a card moved twice in a row arrives in that order.
let last = Promise.resolve()

/** Posts when what was posted before is answered. @returns as `post` */
export function inTurn(url, fields) {
  last = last.then(() => post(url, fields))
  return last
}

/** The card stands in its new place already; `from` is where it came from. `known`: a reason given before. */
export async function moved(card, from, known) {
  hold()
  const waitedFor = card.querySelector('.board-reason')?.textContent
  try {
    const to = card.parentElement.dataset.column
    const entered = card.parentElement !== from.list
    const reason = to === 'waiting_client' && entered ? (known ?? (await askReason(card))) : ''
    if (reason === null) return putBack(card, from)
    const path = card.querySelector('a').pathname
    const sorted = to !== 'done'
    const place = kept({
      to,
      from: from.list.dataset.column,
      reason,
      before: sorted && card.nextElementSibling?.id,
      after: sorted && card.previousElementSibling?.id,
    })
    card.setAttribute('aria-busy', 'true')
    const outcome = await ('accept' in card.dataset
      ? inTurn(`${path}/acceptance`, {})
      : inTurn(`${path}/position`, place))
    card.removeAttribute('aria-busy')
    if (outcome === 'done') return tell(card, to, entered && (() => undo(card.id, from, waitedFor)))
    putBack(card, from)
    show(outcome)
  } finally {
    refresh()
    release()
  }
}

function tell(card, to, back) {
  const column = document.getElementById(`column-${to}`).textContent
  document.getElementById('board-said').textContent = `${card.querySelector('a').textContent} : ${column}`
  if (to === 'done' && back) show('done', back)
}

/** Out of Terminé again, back to where it was. */
function undo(id, from, reason) {
  const card = document.getElementById(id)
  const list = document.getElementById(from.list.id)
  if (!card || !list) return
  const now = placeOf(card)
  putBack(card, { list, next: from.next })
  void moved(card, now, reason)
}
