// Menus are native popovers; this adds the arrow keys, and a place to browsers without anchor positioning.
const anchored = CSS.supports('position-area', 'block-end')

function items(menu) {
  const all = menu.querySelectorAll('a[href], button:not([disabled]), input')
  return [...all].filter(item => item.checkVisibility())
}

function place(menu) {
  const opener = document.querySelector(`[popovertarget="${menu.id}"]`)
  if (!opener) return
  const box = opener.getBoundingClientRect()
  const below = innerHeight - box.bottom > menu.offsetHeight + 8
  menu.style.inset = 'auto'
  menu.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - menu.offsetHeight - 4)}px`
  menu.style.left = `${Math.min(Math.max(8, box.right - menu.offsetWidth), innerWidth - menu.offsetWidth - 8)}px`
}

document.addEventListener(
  'toggle',
  event => {
    if (event.newState === 'open' && event.target.matches('.menu') && !anchored) place(event.target)
  },
  true,
)

document.addEventListener('keydown', event => {
  if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return
  const opener = event.target.closest?.('[popovertarget]')
  const menu =
    event.target.closest?.('.menu') ??
    (opener && document.getElementById(opener.getAttribute('popovertarget')))
  if (!menu?.matches('.menu') || event.target.matches('input')) return
  event.preventDefault()
  if (opener && !menu.contains(opener)) menu.showPopover({ source: opener })
  const all = items(menu)
  const at = all.indexOf(document.activeElement)
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key]
  all.at(next % all.length)?.focus()
})

document.addEventListener('click', event => {
  const chosen = event.target.closest?.('.menu a, .menu button')
  if (chosen && !chosen.hasAttribute('popovertarget')) chosen.closest('.menu').hidePopover()
})
