// What the conversation's page is made of. `thread` is there only where the newest lines are.
export const page = {
  get thread() {
    return document.querySelector('#thread[data-href]')
  },
  /** Any part of the conversation, an older one too. */
  get lines() {
    return document.getElementById('thread')
  },
  get composer() {
    return document.querySelector('form#composer')
  },
}

export const atEnd = () => innerHeight + scrollY > document.documentElement.scrollHeight - 160
export const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })

/** The lines of an answer, or null where it is another page. */
export const listIn = html => new DOMParser().parseFromString(html, 'text/html').querySelector('ol[data-now]')

/** A word to the writer, above the composer. */
export function tell(text) {
  const row = document.getElementById('writing-said')
  if (!row) return
  row.textContent = text ?? ''
  row.hidden = !text
}

/** Brings a line into sight and marks it for a moment. */
export function show(line) {
  line.scrollIntoView({ block: 'center' })
  line.classList.add('flash')
  setTimeout(() => line.classList.remove('flash'), 2500)
}
