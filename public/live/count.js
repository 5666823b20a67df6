// The numbers of the navigation and of the bell: counted anew when something is told, and now and then in any case.
// Whoever asks says which page is before them: what they were told of it is read.
const NOW_AND_THEN = 60_000
/** Where a number stands, by the address of its link. */
const places = [':is(.client-nav, .side-nav, .bottom-bar) a', '.client-bar .mark', 'a.bell']

let counting
let counted = Date.now()
/** While nobody looked, something was told. */
let told = false

async function count() {
  clearTimeout(counting)
  counted = Date.now()
  told = document.hidden
  const { badges } = document.body.dataset
  if (!badges) return
  const { pathname } = location
  const at = document.hidden ? '' : `?at=${encodeURIComponent(pathname)}`
  const response = await fetch(`${badges}${at}`).catch(() => undefined)
  if (!response?.ok || response.redirected || badges !== document.body.dataset.badges) return
  for (const entry of await response.json())
    for (const link of document.querySelectorAll(
      places.map(place => `${place}[href="${entry.href}"]`).join(', '),
    ))
      number(link, entry)
}

export function soonCount() {
  clearTimeout(counting)
  counting = setTimeout(count, 400)
}

/** `name`: the link's own name, which says the number; else `label` goes with it. */
function number(link, { badge, label, name }) {
  link.querySelector('.count')?.remove()
  if (name) for (const attribute of ['aria-label', 'title']) link.setAttribute(attribute, name)
  if (!badge) return
  const [count, what] = [document.createElement('span'), document.createElement('span')]
  Object.assign(count, { className: 'count', textContent: badge })
  Object.assign(what, { className: 'sr-only', textContent: name ? '' : ` ${label}` })
  count.dataset.tone = 'accent'
  count.append(what)
  link.append(count)
}

const stale = () => {
  if (!document.hidden && (told || Date.now() - counted > NOW_AND_THEN / 2)) count()
}
setInterval(stale, NOW_AND_THEN)
document.addEventListener('visibilitychange', stale)
document.addEventListener('htmx:after:swap', () => {
  counted = Date.now()
})
