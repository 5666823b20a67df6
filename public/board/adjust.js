// Gives a task to somebody, or changes its priority or date, from its card. Only what was changed is sent.
import { focusOn, refresh } from './board.js'
import { post } from './move.js'
import { show } from './toasts.js'

let card
const dialog = () => document.getElementById('adjust')

const standing = ({ dataset }) => ({
  assigneeId: dataset.who ?? '',
  priority: dataset.priority ?? 'normal',
  dueOn: dataset.due ?? '',
})
let before

export function adjust(chosen) {
  card = chosen
  before = standing(chosen)
  const form = dialog().querySelector('form.form')
  for (const [name, value] of Object.entries(before)) form.elements[name].value = value
  document.getElementById('adjust-task').textContent = chosen.querySelector('a').textContent
  dialog().showModal()
  form.elements.assigneeId.focus()
}

document.addEventListener(
  'submit',
  async event => {
    if (!event.target.matches?.('#adjust form.form') || event.submitter?.formMethod === 'dialog') return
    event.preventDefault()
    event.stopPropagation()
    const sent = [...new FormData(event.target)].filter(([name, value]) => before[name] !== value)
    const chosen = card
    dialog().close()
    focusOn(chosen)
    if (sent.length === 0) return
    const outcome = await post(`${chosen.querySelector('a').pathname}/adjustment`, sent)
    if (outcome !== 'done') show(outcome)
    refresh()
  },
  true,
)
