// Two versions of a picture: beside each other, or one over the other with a line that a range draws across. Without
// this script they stand beside each other.
const root = element => element.closest('[data-compare]')

function cut(compare) {
  const line = compare.querySelector('input[type=range]')
  compare.style.setProperty('--cut', `${line.value}%`)
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-compare] [data-show]')
  if (!button) return
  const compare = root(button)
  const over = button.dataset.show === 'over'
  compare.toggleAttribute('data-over', over)
  compare.querySelector('[data-line]').hidden = !over
  for (const one of compare.querySelectorAll('[data-show]'))
    one.setAttribute('aria-pressed', String(one === button))
  cut(compare)
})

document.addEventListener('input', event => {
  if (event.target.matches?.('[data-compare] input[type=range]')) cut(root(event.target))
})

// Drawn on the picture too, with a finger or a mouse: the range stays the one place that knows where.
function drag(event) {
  const sheet = event.target.closest?.('[data-compare][data-over] .compare-sheet')
  if (!sheet || event.buttons !== 1) return
  event.preventDefault()
  const box = sheet.getBoundingClientRect()
  const line = root(sheet).querySelector('input[type=range]')
  line.value = String(Math.round(((event.clientX - box.left) / box.width) * 100))
  cut(root(sheet))
}
document.addEventListener('pointerdown', drag)
document.addEventListener('pointermove', drag)

function begin() {
  for (const how of document.querySelectorAll('[data-compare] [data-how][hidden]')) how.hidden = false
}
document.addEventListener('htmx:after:swap', begin)
begin()
