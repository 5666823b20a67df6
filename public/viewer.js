// A picture looked at closely: by its buttons, by plus, minus and nought, by two fingers, by the wheel with Ctrl.
// Without this script the picture stands at the width of its column.
const STEP = 1.25
const MOST = 8
const zooms = new WeakMap()

const parts = viewer => ({
  frame: viewer.querySelector('.viewer-frame'),
  sheet: viewer.querySelector('.viewer-sheet'),
})

/** Keeps what is under `at` (in the frame's own pixels; its middle without) where it is. */
function zoomTo(viewer, wanted, at) {
  const { frame, sheet } = parts(viewer)
  const before = zooms.get(viewer) ?? 1
  const zoom = Math.min(MOST, Math.max(1, wanted))
  if (zoom === before) return
  const { x, y } = at ?? { x: frame.clientWidth / 2, y: frame.clientHeight / 2 }
  const [left, top] = [(frame.scrollLeft + x) / before, (frame.scrollTop + y) / before]
  zooms.set(viewer, zoom)
  sheet.style.width = zoom === 1 ? '' : `${zoom * 100}%`
  viewer.toggleAttribute('data-zoomed', zoom > 1)
  frame.scrollLeft = left * zoom - x
  frame.scrollTop = top * zoom - y
}

const zoomBy = (viewer, factor, at) => zoomTo(viewer, (zooms.get(viewer) ?? 1) * factor, at)
const within = (frame, { clientX, clientY }) => {
  const box = frame.getBoundingClientRect()
  return { x: clientX - box.left, y: clientY - box.top }
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-zoom] [data-by]')
  const viewer = button?.closest('[data-viewer]')
  if (!viewer) return
  const by = Number(button.dataset.by)
  if (by === 0) zoomTo(viewer, 1)
  else zoomBy(viewer, STEP ** by)
})

document.addEventListener('keydown', event => {
  const viewer = event.target.closest?.('[data-viewer]')
  if (!viewer || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === '+' || event.key === '=') zoomBy(viewer, STEP)
  else if (event.key === '-') zoomBy(viewer, 1 / STEP)
  else if (event.key === '0') zoomTo(viewer, 1)
  else return
  event.preventDefault()
})

document.addEventListener(
  'wheel',
  event => {
    const frame = event.target.closest?.('.viewer-frame')
    // With Ctrl alone: a page must scroll on over a picture. A trackpad's pinch comes so too.
    if (!frame || !event.ctrlKey) return
    event.preventDefault()
    zoomBy(frame.closest('[data-viewer]'), Math.exp(-event.deltaY / 200), within(frame, event))
  },
  { passive: false },
)

const fingers = new Map()
let apart = 0

const spread = () => {
  const [a, b] = [...fingers.values()]
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)
}

document.addEventListener('pointerdown', event => {
  if (event.pointerType !== 'touch' || !event.target.closest?.('.viewer-frame')) return
  fingers.set(event.pointerId, event)
  if (fingers.size === 2) apart = spread()
})

document.addEventListener('pointermove', event => {
  if (!fingers.has(event.pointerId)) return
  fingers.set(event.pointerId, event)
  const frame = event.target.closest?.('.viewer-frame')
  if (fingers.size !== 2 || !frame || apart === 0) return
  const now = spread()
  const [a, b] = [...fingers.values()]
  const middle = { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }
  zoomBy(frame.closest('[data-viewer]'), now / apart, within(frame, middle))
  apart = now
})

for (const over of ['pointerup', 'pointercancel'])
  document.addEventListener(over, event => {
    fingers.delete(event.pointerId)
  })

function begin() {
  for (const bar of document.querySelectorAll('[data-zoom][hidden]')) bar.hidden = false
}
document.addEventListener('htmx:after:swap', begin)
begin()
