// A remark's point, taken from the picture: by a click, or with the arrows after «choose a point». The form itself
// sends as any other; without this script a remark has no point.
const FINE = 100
const COARSE = 500
const form = () => document.getElementById('remark-new')
const sheet = () => document.querySelector('[data-viewer] .viewer-sheet')
const mark = () => document.querySelector('#pins .pin-new')
const clamp = n => Math.min(10_000, Math.max(0, Math.round(n)))
/** The point on its way, in ten-thousandths, while the arrows move it. */
let aiming = null

function draw(point) {
  const pin = mark()
  if (!pin) return
  pin.toggleAttribute('hidden', !point)
  if (!point) return
  pin.setAttribute('x', `${point.x / 100}%`)
  pin.setAttribute('y', `${point.y / 100}%`)
}

function set(point) {
  const place = form()
  if (!place?.elements.x) return
  place.elements.x.value = point?.x ?? ''
  place.elements.y.value = point?.y ?? ''
  show()
}

/** What the form holds is what is drawn. */
function show() {
  const place = form()
  if (!place?.elements.x) return
  const { x, y } = place.elements
  const point = x.value === '' ? null : { x: Number(x.value), y: Number(y.value) }
  const part = name => place.querySelector(`[data-place-${name}]`)
  place.querySelector('[data-place]').hidden = false
  part('hint').hidden = !aiming
  part('set').hidden = !point || Boolean(aiming)
  part('end').hidden = !point && !aiming
  draw(aiming ?? point)
}

document.addEventListener('click', event => {
  const place = form()
  if (!place?.elements.x) return
  if (event.target.closest('[data-place-begin]')) {
    const { x, y } = place.elements
    aiming = x.value === '' ? { x: 5000, y: 5000 } : { x: Number(x.value), y: Number(y.value) }
    document.querySelector('.viewer-frame')?.focus()
    return show()
  }
  if (event.target.closest('[data-place-end]')) {
    aiming = null
    set(null)
    return document.getElementById('remark-body')?.focus()
  }
  const on = event.target.closest?.('.viewer-sheet')
  // A pin is a link of its own.
  if (!on || event.target.closest('a')) return
  const box = on.getBoundingClientRect()
  aiming = null
  set({
    x: clamp(((event.clientX - box.left) / box.width) * 10_000),
    y: clamp(((event.clientY - box.top) / box.height) * 10_000),
  })
  document.getElementById('remark-body')?.focus({ preventScroll: event.pointerType === 'mouse' })
})

const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

document.addEventListener('keydown', event => {
  if (!aiming || !event.target.closest?.('.viewer-frame')) return
  const step = steps[event.key]
  if (step) {
    const by = event.shiftKey ? COARSE : FINE
    aiming = { x: clamp(aiming.x + step[0] * by), y: clamp(aiming.y + step[1] * by) }
    keepInSight()
  } else if (event.key === 'Enter' || event.key === 'Escape') {
    const point = aiming
    aiming = null
    if (event.key === 'Enter') set(point)
    document.getElementById('remark-body')?.focus()
  } else return
  event.preventDefault()
  show()
})

function keepInSight() {
  const [on, frame] = [sheet(), document.querySelector('.viewer-frame')]
  if (!on || !frame) return
  const [x, y] = [(aiming.x / 10_000) * on.clientWidth, (aiming.y / 10_000) * on.clientHeight]
  frame.scrollLeft = Math.min(x, Math.max(frame.scrollLeft, x - frame.clientWidth))
  frame.scrollTop = Math.min(y, Math.max(frame.scrollTop, y - frame.clientHeight))
}

// New remarks bring new pins: they come with the list, which is fetched again by itself.
document.addEventListener('htmx:after:swap', () => {
  aiming = null
  show()
})
show()
