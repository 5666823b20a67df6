// A task's checklist: the field for a new line is empty again once the line stands, under the same cursor; a change
// that came too late brings the page up to date instead.
const own = event => event.target.closest?.('#checklist')

document.addEventListener('htmx:before:swap', event => {
  const status = event.detail?.ctx?.response?.status
  if (!own(event) || !(status >= 400) || status === 422) return
  event.preventDefault()
  document.body.dispatchEvent(new CustomEvent('live:board'))
})

document.addEventListener('submit', event => {
  const form = event.target
  if (form.matches('#checklist [data-shuts]')) document.getElementById(form.dataset.shuts)?.hidePopover()
})

document.addEventListener('htmx:after:request', event => {
  const form = event.target.closest?.('form[data-again]')
  if (form && event.detail?.ctx?.response?.status < 400) form.reset()
})
