// The conversation: own lines stand there at once, others' arrive by themselves, and one sees who is here.
import { restore } from './messages/composer.js'
import { resume } from './messages/outbox.js'
import { page, show, toEnd } from './messages/page.js'
import { anew } from './messages/presence.js'
import { watch } from './messages/thread.js'
import './messages/marks.js'
import './messages/ways.js'

/** Where reading begins: the line that was asked for, the first new one, else the end. */
function begin({ lines, thread }) {
  const named = location.hash.startsWith('#m-') && document.getElementById(location.hash.slice(1))
  const fresh = lines.querySelector('[data-fresh]')
  if (named) show(named)
  else if (fresh) fresh.scrollIntoView({ block: 'center' })
  else if (thread && lines.children.length) toEnd()
}

function seen() {
  if (page.thread && !document.hidden) document.body.dispatchEvent(new Event('live:seen'))
}

function start() {
  const { lines, thread, composer } = page
  if (!lines || lines.dataset.started) return
  lines.dataset.started = ''
  if (thread && composer) {
    restore()
    resume()
  }
  begin(page)
  const { scrollY: at } = window
  // The typeface comes a little later, and moves everything.
  if (document.fonts.status === 'loading')
    document.fonts.ready.then(() => {
      if (lines.isConnected && Math.abs(window.scrollY - at) < 2) begin(page)
    })
  for (const more of document.querySelectorAll('[data-further]')) watch(more)
  anew()
  seen()
}

// After the swap, which scrolls to the top of what it brought.
document.addEventListener('htmx:after:swap', start)
document.addEventListener('live:open', seen, true)
start()
