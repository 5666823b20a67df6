// A page that htmx brings says nothing to screen readers, and leaves the focus nowhere. Its title takes it, as if the
// page had been loaded, unless something on it asked for the focus.
let place = location.pathname

document.addEventListener('htmx:finally:swap', () => {
  if (location.pathname === place) return
  place = location.pathname
  const title = document.querySelector('h1')
  if (document.activeElement !== document.body || location.hash || !title) return
  title.tabIndex = -1
  title.focus({ preventScroll: true })
})
