// Buttons that copy what they name: shown where copying is possible, and they say that it was done.
const show = () => {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll('[data-copy][hidden]')) button.hidden = false
}

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  const words = button.querySelector('span')
  if (!words || button.dataset.said) return
  button.dataset.said = words.textContent
  words.textContent = button.dataset.copied
  setTimeout(() => {
    words.textContent = button.dataset.said
    delete button.dataset.said
  }, 2000)
})

document.addEventListener('htmx:after:swap', show)
show()
