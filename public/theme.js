// Runs before the first paint: the remembered theme, else the system's. Storage may be refused (private mode).
{
  const root = document.documentElement
  const system = matchMedia('(prefers-color-scheme: dark)')

  const remembered = () => {
    try {
      return localStorage.getItem('theme')
    } catch {
      return null
    }
  }

  const show = () => {
    const choice = remembered()
    const dark = choice ? choice === 'dark' : system.matches
    root.classList.toggle('dark', dark)
    root.classList.toggle('light', !dark)
    root.dataset.theme = choice ?? 'system'
  }

  show()
  system.addEventListener('change', show)
  addEventListener('storage', show)
  document.addEventListener('themechange', show)
}
