// A toast leaves by itself after data-seconds, but never while it is pointed at or holds the focus.
function leave(toast) {
  if (toast.matches(':hover, :focus-within')) return void setTimeout(leave, 2000, toast)
  toast.remove()
}

function start() {
  for (const toast of document.querySelectorAll('.toast:not([data-started])')) {
    toast.dataset.started = ''
    const seconds = Number(toast.dataset.seconds)
    if (seconds > 0) setTimeout(leave, seconds * 1000, toast)
  }
}

document.addEventListener('click', event => {
  event.target.closest?.('[data-close-toast]')?.closest('.toast')?.remove()
})
document.addEventListener('htmx:after:swap', start)
start()
