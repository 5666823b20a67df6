// A page that htmx brings says nothing to screen readers, and leaves the focus nowhere. Its title takes it, as if the
// page had been loaded, unless something on it asked for the focus.
document.addEventListener('htmx:finally:swap', ({ detail }) => {
  const title = document.querySelector('h1')
  if (detail.ctx.target !== document.body || document.activeElement !== document.body) return
  if (!title || location.hash) return
  title.tabIndex = -1
  title.focus({ preventScroll: true })
})
