// What is pinned, and who has read: asked for again when it changes and somebody looks.
import { page } from './page.js'

let later

function soon() {
  clearTimeout(later)
  later = setTimeout(look, 200 + Math.random() * 600)
}

async function look() {
  const { lines } = page
  if (!lines || document.hidden) return
  const response = await fetch(lines.dataset.marks).catch(() => undefined)
  if (!response?.ok || response.redirected || !lines.isConnected) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  const open = document.querySelector('#pinned details')?.open
  for (const id of ['pinned', 'read-by']) {
    const [old, now] = [document.getElementById(id), fresh.getElementById(id)]
    if (old && now) old.replaceWith(now)
  }
  const details = document.querySelector('#pinned details')
  if (details && open) details.open = true
  const pinned = new Set([...document.querySelectorAll('[data-pin]')].map(link => `m-${link.dataset.pin}`))
  for (const line of lines.querySelectorAll('.message'))
    line.toggleAttribute('data-pinned', pinned.has(line.id))
  window.htmx?.process(document.getElementById('pinned'))
}

document.addEventListener('live:marks', soon, true)
// Only whoever waits to be read asks.
document.addEventListener(
  'live:reads',
  () => {
    if (document.querySelector('#read-by[data-waits]')) soon()
  },
  true,
)
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && document.querySelector('#read-by[data-waits]')) soon()
})
