// A request's page, for the team: saved words at the cursor, and a second look before a note goes to the client.
const noteWords = () => document.getElementById('note-text')?.value.trim() ?? ''
const choice = value => document.querySelector(`.saying-switch input[value="${value}"]`)

function ask() {
  const dialog = document.getElementById('becomes-reply')
  dialog.querySelector('[data-words]').textContent = noteWords()
  dialog.showModal()
}

document.addEventListener('change', event => {
  if (!event.target.matches?.('.saying-switch input')) return
  if (event.target.value === 'reply' && noteWords()) {
    choice('note').checked = true
    ask()
  }
})

// A finger or a mouse goes on to write; with the keyboard one may still be choosing.
document.addEventListener('click', event => {
  if (event.detail > 0 && event.target.matches?.('.saying-switch input:checked'))
    document.getElementById(`${event.target.value}-text`)?.focus()
})

document.addEventListener(
  'click',
  event => {
    const button = event.target.closest?.('[data-becomes-reply]')
    if (!button) return
    event.preventDefault()
    event.stopPropagation()
    if (noteWords()) return ask()
    choice('reply').checked = true
    document.getElementById('reply-text')?.focus()
  },
  true,
)

// Sent from the dialog: it is the note's own form, with its files, on another way.
document.addEventListener(
  'submit',
  event => {
    if (event.target.id === 'note') document.getElementById('becomes-reply')?.close()
  },
  true,
)

async function insert(form) {
  const { value } = form.elements.reply
  const into = document.getElementById(form.dataset.into)
  if (!value || !into) return
  const answer = await fetch(`${form.dataset.insert}${value}`, { headers: { Accept: 'text/plain' } })
  if (!answer.ok) return void form.submit()
  into.setRangeText(await answer.text(), into.selectionStart, into.selectionEnd, 'end')
  into.dispatchEvent(new Event('input', { bubbles: true }))
  into.focus()
}

document.addEventListener(
  'submit',
  event => {
    const form = event.target
    if (!form.matches('form[data-insert]')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void insert(form)
  },
  true,
)
