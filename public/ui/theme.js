// The theme switch of the person menu: <input type="radio" name="theme" data-theme-choice value="dark">.
function mark() {
  const choice = document.documentElement.dataset.theme ?? 'system'
  for (const input of document.querySelectorAll('[data-theme-choice]')) input.checked = input.value === choice
}

document.addEventListener('change', event => {
  if (!event.target.matches?.('[data-theme-choice]')) return
  try {
    if (event.target.value === 'system') localStorage.removeItem('theme')
    else localStorage.setItem('theme', event.target.value)
  } catch {
    return
  }
  document.dispatchEvent(new Event('themechange'))
})
mark()
