// Single keys, for lists. They can be turned off: they are in the way of those who speak to their computer.
const KEPT = 'single-keys'

export const off = () => localStorage.getItem(KEPT) === 'off'

/** Somebody writes, or something lies over the page. */
export function busy() {
  const { activeElement: at } = document
  const typing = at?.matches('textarea, select, input:not([type="checkbox"]), [contenteditable]')
  return typing || document.querySelector('dialog[open], [popover]:popover-open') !== null
}

/** The switch shows how it stands. */
export function showSwitch() {
  const on = document.getElementById('keys-on')
  if (on) on.checked = !off()
}

document.addEventListener('change', event => {
  if (event.target.id === 'keys-on') localStorage.setItem(KEPT, event.target.checked ? 'on' : 'off')
})
