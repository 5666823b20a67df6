// From a line: to what it answers, to an answer, and to everything else that can be done with it.
import { answer } from './composer.js'
import { page, show } from './page.js'

const plain = event => !(event.metaKey || event.ctrlKey || event.shiftKey || event.defaultPrevented)

function stop(event) {
  event.preventDefault()
  event.stopPropagation()
}

/** What can be done, as a menu beside the line; its page is the answer to the same link. */
async function open(link) {
  const menu = document.getElementById('line-menu')
  link.setAttribute('aria-busy', 'true')
  const response = await fetch(link.href).catch(() => undefined)
  link.removeAttribute('aria-busy')
  const actions =
    response?.ok &&
    new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('line-actions')
  if (!actions || !menu) return location.assign(link.href)
  menu.replaceChildren(...actions.children)
  window.htmx?.process(menu)
  for (const old of document.querySelectorAll('[popovertarget="line-menu"]'))
    old.removeAttribute('popovertarget')
  link.setAttribute('popovertarget', 'line-menu')
  menu.showPopover({ source: link })
  menu.querySelector('a, button')?.focus({ preventScroll: true })
}

document.addEventListener(
  'click',
  event => {
    const link = event.target.closest?.('a')
    if (!link || !page.lines || !plain(event)) return
    const to = link.dataset.to && document.getElementById(link.dataset.to)
    if (to) {
      stop(event)
      link.closest('details')?.removeAttribute('open')
      return show(to)
    }
    if ('more' in link.dataset) {
      stop(event)
      return void open(link)
    }
    if (!page.composer) return
    const { replyTo } = link.dataset
    const line = replyTo ? document.getElementById(`m-${replyTo}`) : link.closest('.message')
    if (line && (replyTo || 'reply' in link.dataset)) {
      stop(event)
      link.closest('[popover]')?.hidePopover()
      answer(line)
    }
  },
  true,
)

document.addEventListener(
  'click',
  async event => {
    const link = event.target.closest?.('[data-copy]')
    if (!link || !navigator.clipboard) return
    stop(event)
    await navigator.clipboard.writeText(link.href).catch(() => undefined)
    link.lastChild.textContent = link.dataset.copy
    setTimeout(() => link.closest('[popover]')?.hidePopover(), 900)
  },
  true,
)
