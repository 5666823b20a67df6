// Dragging by mouse and touch. Sortable is fetched when somebody first reaches for the board; a touch screen, where
// there is no reaching before touching, gets it once the page is at rest.
import { board, hold, release } from './board.js'
import { moved, placeOf } from './move.js'

const still = matchMedia('(prefers-reduced-motion: reduce)')
let from

const accepts = (to, _from, card) =>
  !('accept' in card.dataset) || to.el.dataset.column === 'backlog' || to.el === card.parentElement

const options = list => ({
  group: { name: 'board', put: list.dataset.column === 'requests' ? false : accepts },
  sort: !['requests', 'done'].includes(list.dataset.column),
  draggable: '.board-card:not([data-fixed])',
  filter: '[data-move]',
  preventOnFilter: false,
  animation: still.matches ? 0 : 150,
  delay: 180,
  delayOnTouchOnly: true,
  touchStartThreshold: 5,
  onStart: ({ item }) => {
    from = placeOf(item)
    hold()
  },
  onEnd: ({ item }) => {
    const here = placeOf(item)
    if (here.list !== from.list || here.next !== from.next) void moved(item, from)
    release()
  },
})

async function attach() {
  if (!board()?.matches('[data-movable]')) return
  const { default: Sortable } = await import('sortablejs')
  for (const list of document.querySelectorAll('#board .board-list'))
    if (!Sortable.get(list)) Sortable.create(list, options(list))
}

for (const name of ['pointerover', 'pointerdown', 'touchstart'])
  document.addEventListener(name, event => event.target.closest?.('#board') && void attach(), {
    passive: true,
  })

const atRest = globalThis.requestIdleCallback ?? (run => setTimeout(run, 500))
const prepare = () => matchMedia('(pointer: coarse)').matches && board() && atRest(attach)
document.addEventListener('htmx:after:swap', prepare)
prepare()
