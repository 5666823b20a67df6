// A link to a page that holds a form opens the same form in place when its dialog is on this page:
// <a href="/…/new" data-dialog="new-task">. A dialog that arrives with data-open (htmx) opens itself.
function open(dialog) {
  dialog.showModal()
  dialog.querySelector('[autofocus], :is(input, select, textarea):not([type="hidden"])')?.focus()
}

// Ahead of the link's own listeners: htmx would follow a boosted one.
document.addEventListener('click', onClick, true)

function onClick(event) {
  const opener = event.target.closest?.('[data-dialog]')
  if (opener && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    const dialog = document.getElementById(opener.dataset.dialog)
    if (!dialog?.showModal) return
    event.preventDefault()
    event.stopPropagation()
    opener.closest('[popover]')?.hidePopover()
    open(dialog)
    return
  }
  if (event.target.matches?.('dialog[open]:not([data-keep])') && event.detail > 0) {
    const { left, right, top, bottom } = event.target.getBoundingClientRect()
    const { clientX: x, clientY: y } = event
    if (x < left || x > right || y < top || y > bottom) event.target.close()
  }
}

function openArrived() {
  for (const dialog of document.querySelectorAll('dialog[data-open]:not([open])')) open(dialog)
}

document.addEventListener('htmx:after:swap', openArrived)
openArrived()
