// Asks what is awaited from the client, before a card goes to wait for it.
/** @returns the words, or null when the person thinks better of it */
export function askReason(card) {
  const dialog = document.getElementById('ask-reason')
  const form = dialog.querySelector('form.form')
  const internal = 'internal' in card.dataset
  for (const note of dialog.querySelectorAll('[data-for]'))
    note.hidden = (note.dataset.for === 'internal') !== internal
  form.reset()
  dialog.showModal()
  form.elements.reason.focus()
  return new Promise(resolve => {
    let words = null
    const send = event => {
      if (event.target !== form || event.submitter?.formMethod === 'dialog') return
      event.preventDefault()
      event.stopPropagation()
      words = form.elements.reason.value.trim()
      if (words) dialog.close()
      else form.elements.reason.focus()
    }
    dialog.addEventListener('submit', send, true)
    dialog.addEventListener(
      'close',
      () => {
        dialog.removeEventListener('submit', send, true)
        resolve(words || null)
      },
      { once: true },
    )
  })
}
