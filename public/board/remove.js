// Takes a card off at once; for some seconds a toast puts it back, and for a day a page does.
import { focusOn, hold, refresh, release } from './board.js'
import { inTurn, placeOf } from './move.js'
import { show } from './toasts.js'

export async function remove(card) {
  const path = card.querySelector('a').pathname
  const { list, next } = placeOf(card)
  const neighbour = next ?? card.previousElementSibling
  hold()
  card.remove()
  if (neighbour) focusOn(neighbour)
  const outcome = await inTurn(`${path}/removal`, {})
  if (outcome === 'done') show('deleted', () => void restore(path, card.id))
  else {
    list.insertBefore(card, next?.parentElement === list ? next : null)
    show(outcome)
  }
  refresh()
  release()
}

async function restore(path, id) {
  const outcome = await inTurn(`${path}/restoration`, {})
  if (outcome === 'done') focusOn({ id })
  else show(outcome)
  refresh()
}
