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

/** What the page before was told in this one's place (see upload.js). */
function carryOver() {
  const carried = sessionStorage.getItem('toast')
  if (!carried) return
  sessionStorage.removeItem('toast')
  const toast = new DOMParser().parseFromString(carried, 'text/html').querySelector('.toast')
  if (toast) document.getElementById('toasts')?.append(toast)
}

document.addEventListener('click', event => {
  event.target.closest?.('[data-close-toast]')?.closest('.toast')?.remove()
})
document.addEventListener('htmx:after:swap', start)
carryOver()
start()
