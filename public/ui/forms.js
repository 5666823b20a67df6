// htmx keeps a second sending of a form for later, and would open the same request twice (Enter, twice, on a slow line).
document.addEventListener(
  'submit',
  event => {
    if (!event.target.matches('.htmx-request')) return
    event.preventDefault()
    event.stopPropagation()
  },
  true,
)

// Shows that a plain form is being sent and keeps it from being sent twice; htmx forms use hx-disable.
document.addEventListener('submit', event => {
  const form = event.target
  const dialog = (event.submitter?.formMethod || form.method) === 'dialog'
  if (event.defaultPrevented || dialog || form.matches('[hx-post], [hx-get], [target]')) return
  if (form.dataset.sent) return void event.preventDefault()
  form.dataset.sent = '1'
  event.submitter?.setAttribute('aria-busy', 'true')
})

// Coming back with the browser's button finds the form as it was left: make it usable again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy')
  }
})

// The file field tells which files were chosen.
document.addEventListener('change', event => {
  if (!event.target.closest?.('.drop')) return
  const list = event.target.closest('.field, .composer')?.querySelector('.drop-list')
  if (!list || event.target.type !== 'file') return
  list.replaceChildren(
    ...[...event.target.files].map(file => {
      const line = document.createElement('li')
      line.textContent = file.name
      return line
    }),
  )
})

for (const name of ['dragenter', 'dragleave', 'drop']) {
  document.addEventListener(name, event => {
    event.target.closest?.('.drop')?.toggleAttribute('data-over', name === 'dragenter')
  })
}

// Ctrl or ⌘ + Enter sends from a composer.
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    event.target.closest?.('.composer')?.requestSubmit()
})

/** What a field is called: its label, or the legend of its choices. */
function nameOf(id) {
  const label = document.querySelector(`label[for="${CSS.escape(id)}"], fieldset#${CSS.escape(id)} > legend`)
  return label?.firstChild?.textContent.replace(/\s*[?:]?\s*$/, '')
}

// The summary of a refused form takes the focus, so that it is read first; each of its lines says which field it means.
function focusSummary() {
  const summary = document.querySelector('.error-summary:not([data-read])')
  if (!summary) return
  summary.dataset.read = ''
  for (const link of summary.querySelectorAll('a[href^="#"]')) {
    const name = nameOf(link.hash.slice(1))
    if (name) link.prepend(`${name}${document.documentElement.lang === 'fr' ? '\u202f' : ''}: `)
  }
  summary.focus()
}
document.addEventListener('htmx:after:swap', focusSummary)
focusSummary()
