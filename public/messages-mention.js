// Names after an @: a list over the composer, by keyboard and by finger. Loaded by whoever first types an @.
const NAMING = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}'’ -]{0,30})$/u
const MOST = 6

const composer = () => document.getElementById('composer')
const field = () => document.getElementById('composer-text')
const box = () => document.getElementById('named')
const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const fetched = new Map()

/** The people of this project, asked for once a page. */
async function list() {
  const { people } = composer().dataset
  if (!fetched.has(people)) {
    const asked = fetch(people).then(response => (response.ok ? response.text() : ''))
    fetched.set(people, asked)
    asked.catch(() => fetched.delete(people))
  }
  return new DOMParser().parseFromString(await fetched.get(people), 'text/html').getElementById('named-list')
}

const options = () => [...box().querySelectorAll('[role=option]')]
const chosen = () => box().querySelector('[aria-selected=true]')

function choose(option) {
  for (const one of options()) one.setAttribute('aria-selected', String(one === option))
  field().setAttribute('aria-activedescendant', option.id)
  option.scrollIntoView({ block: 'nearest' })
}

function close() {
  box()?.replaceChildren()
  box()?.setAttribute('hidden', '')
  field()?.removeAttribute('aria-activedescendant')
}

const asked = () => {
  const { value, selectionStart, selectionEnd } = field()
  return selectionStart === selectionEnd ? NAMING.exec(value.slice(0, selectionStart))?.[1] : undefined
}

export async function suggest() {
  if (asked() === undefined) return close()
  const people = await list().catch(() => null)
  const query = asked()
  if (!people || query === undefined) return close()
  const wanted = fold(query)
  const fits = [...people.children].filter(one =>
    `${fold(one.dataset.name)} `
      .split(' ')
      .some((_, i, words) => words.slice(i).join(' ').startsWith(wanted)),
  )
  if (fits.length === 0) return close()
  people.replaceChildren(...fits.slice(0, MOST))
  box().replaceChildren(people)
  box().hidden = false
  field().setAttribute('aria-controls', people.id)
  field().setAttribute('aria-autocomplete', 'list')
  choose(people.firstElementChild)
}

function pick(option) {
  const area = field()
  const end = area.selectionStart
  const start = end - (asked() ?? '').length
  area.setRangeText(`${option.dataset.name} `, start, end, 'end')
  close()
  area.focus()
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

addEventListener(
  'keydown',
  event => {
    if (event.target !== field() || !chosen() || event.isComposing) return
    const all = options()
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) choose(all.at((all.indexOf(chosen()) + step) % all.length))
    else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen())
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  },
  true,
)

document.addEventListener('pointerdown', event => {
  const option = event.target.closest?.('#named [role=option]')
  if (!option) return
  event.preventDefault()
  pick(option)
})

document.addEventListener('input', event => {
  if (event.target === field()) suggest()
})
document.addEventListener('focusout', event => {
  if (event.target === field()) close()
})
