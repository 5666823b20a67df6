// Adds tasks one after the other: the field stays where it is, empty again, under the cursor.
import { refresh } from './board.js'
import { post } from './move.js'
import { show } from './toasts.js'

document.addEventListener(
  'submit',
  async event => {
    const form = event.target
    if (!form.matches?.('#board form[data-quick]')) return
    event.preventDefault()
    event.stopPropagation()
    if (form.dataset.sent || !form.reportValidity()) return
    form.dataset.sent = '1'
    const outcome = await post(form.action, new FormData(form))
    delete form.dataset.sent
    if (outcome === 'done') form.reset()
    else show('failed')
    refresh()
  },
  true,
)
