import type { Ui } from '../../locales'
import type { Hit } from '../../src/domain/messages/search'
import { fold } from '../../src/lib/fold'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Card, EmptyState, PageHeader, RelativeTime, Stack, TextField } from '../shared'
import type { Place } from './line'

export type SearchProps = {
  ui: Ui
  place: Place
  question: string
  /** As they are compared (`lib/fold`). */
  words: readonly string[]
  hits: readonly Hit[]
  more: boolean
}

/** So much of a message stands around the first word found. */
const BEFORE = 60
const LENGTH = 220

/** The part of a message in which the words stand, and where: letters of the text by their place in the folded one. */
function excerpt(body: string, words: readonly string[]): { text: string; found: boolean }[] {
  const letters = [...body.replace(/[*`]+/g, '').replace(/\s+/g, ' ')]
  const places: number[] = []
  let plain = ''
  letters.forEach((letter, i) => {
    for (const _ of fold(letter)) places.push(i)
    plain += fold(letter)
  })
  const marked = new Set<number>()
  let first = Number.POSITIVE_INFINITY
  for (const word of words)
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      first = Math.min(first, places[at] ?? 0)
      for (let i = at; i < at + word.length; i++) marked.add(places[i] ?? 0)
    }
  const begin = first < letters.length ? Math.max(0, first - BEFORE) : 0
  const parts: { text: string; found: boolean }[] = begin > 0 ? [{ text: '…', found: false }] : []
  letters.slice(begin, begin + LENGTH).forEach((letter, i) => {
    const found = marked.has(begin + i)
    const last = parts.at(-1)
    if (last && last.found === found) last.text += letter
    else parts.push({ text: letter, found })
  })
  if (letters.length > begin + LENGTH) parts.push({ text: '…', found: false })
  return parts
}

const Found = ({ ui, place, hit, words }: SearchProps & { hit: Hit }) => (
  <li>
    <a class="found" href={urls.messageAt(place.slug, place.projectId, hit.seq, hit.id)}>
      <span class="found-head">
        <strong>{hit.author}</strong>
        <RelativeTime
          at={hit.createdAt}
          text={ui.format.dateTime(hit.createdAt)}
          title={ui.format.dateTime(hit.createdAt)}
        />
      </span>
      <span class="found-words">
        {excerpt(hit.body, words).map(part => (part.found ? <mark>{part.text}</mark> : part.text))}
      </span>
    </a>
  </li>
)

/** Words looked for in the conversation, and the way to a day of it. */
export const MessageSearch = (props: SearchProps) => {
  const { ui, place, question, hits, more } = props
  const { t } = ui
  const { slug, projectId } = place
  const here = urls.messages(slug, projectId)
  const last = hits.at(-1)
  return (
    <div class="stack max-w-3xl">
      <PageHeader
        title={t('messages.search.title')}
        crumbs={{ label: t('messages.title'), items: [{ label: t('messages.title'), href: here }] }}
      />
      <Card>
        <div class="find">
          <search>
            <form action={urls.messageSearch(slug, projectId)} class="find-words">
              <TextField
                name="q"
                type="search"
                label={t('messages.search.words')}
                value={question}
                maxlength={200}
                autocomplete="off"
                autofocus={!question}
              />
              <Button variant="primary" icon="search">
                {t('messages.search.find')}
              </Button>
            </form>
          </search>
          <form action={here} class="find-day">
            <TextField name="day" type="date" label={t('messages.search.day')} required />
            <Button icon="calendar">{t('messages.search.go')}</Button>
          </form>
        </div>
      </Card>
      {question && hits.length === 0 && (
        <EmptyState icon="search" title={t('messages.search.none')} text={t('messages.search.none_text')} />
      )}
      {hits.length > 0 && (
        <Stack>
          <ol class="found-list" aria-label={t('messages.search.results')}>
            {hits.map(hit => (
              <Found {...props} hit={hit} />
            ))}
          </ol>
          {more && last && (
            <p class="thread-more">
              <ButtonLink
                href={urls.messageSearch(slug, projectId, { q: question, before: String(last.seq) })}
                size="sm"
                variant="ghost"
              >
                {t('messages.search.more')}
              </ButtonLink>
            </p>
          )}
        </Stack>
      )}
    </div>
  )
}
