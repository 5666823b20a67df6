// The shelves with a mouse: a file is dragged onto the name of a folder. Others choose it and move it by the form.
const formOf = () => document.getElementById('chosen')
const shelfUnder = target => target.closest?.('[data-shelf]')
let dragged = ''

// An archive is a download: it leaves the page where it is.
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-archive]')
  if (!button) return
  event.preventDefault()
  const chosen = new FormData(formOf()).getAll('files').map(file => ['files', file])
  location.assign(`${button.formAction}?${new URLSearchParams(chosen)}`)
})

document.addEventListener('dragstart', event => {
  const card = event.target.closest?.('[data-drag]')
  dragged = card?.dataset.drag ?? ''
  if (!dragged) return
  event.dataTransfer.effectAllowed = 'move'
  event.dataTransfer.setData('text/plain', dragged)
})

document.addEventListener('dragover', event => {
  if (!dragged || !shelfUnder(event.target)) return
  event.preventDefault()
  for (const one of document.querySelectorAll('[data-shelf][data-over]')) one.removeAttribute('data-over')
  shelfUnder(event.target).dataset.over = ''
})

document.addEventListener('dragend', () => {
  dragged = ''
  for (const one of document.querySelectorAll('[data-shelf][data-over]')) one.removeAttribute('data-over')
})

document.addEventListener('drop', event => {
  const shelf = shelfUnder(event.target)
  const form = formOf()
  if (!dragged || !shelf || !form) return
  event.preventDefault()
  const boxes = [...document.querySelectorAll('input[name=files][form=chosen]')]
  // Of several chosen ones, all go where one of them is dragged.
  const together = boxes.some(box => box.checked && box.value === dragged)
  for (const box of boxes) box.checked = together ? box.checked : box.value === dragged
  form.elements.to.value = shelf.dataset.shelf
  form.requestSubmit(form.querySelector('[data-move]'))
})
