import type { Ui } from '../../locales'
import type { Marks, Pinned } from '../../src/domain/messages/messages'
import { urls } from '../../src/urls'
import { Icon } from '../shared'
import type { Place } from './line'

type MarksProps = { ui: Ui; place: Place; marks: Marks }

const lists = new Map<string, Intl.ListFormat>()

function together(locale: string, names: string[]): string {
  const list = lists.get(locale) ?? new Intl.ListFormat(locale)
  lists.set(locale, list)
  return list.format(names)
}

/** Markdown's own signs say nothing in a line of an excerpt. */
const plain = (text: string) =>
  text
    .replace(/^\s*[-+]\s+/gm, '')
    .replace(/[*`>#]+/g, '')
    .replace(/\s+/g, ' ')

const PinnedLine = ({ ui, place, pinned }: { ui: Ui; place: Place; pinned: Pinned }) => (
  <a
    href={urls.messageAt(place.slug, place.projectId, pinned.seq, pinned.id)}
    data-to={`m-${pinned.id}`}
    data-pin={pinned.id}
  >
    <strong>{pinned.author}</strong>
    <span>{plain(pinned.body) || ui.t('messages.no_words')}</span>
  </a>
)

/** What is pinned: the latest in one line, all of them when it is opened. Empty where nothing is. */
export const PinnedBar = ({ ui, place, marks: { pinned } }: MarksProps) => {
  const [latest] = pinned
  return (
    <section id="pinned" class="pinned" aria-label={ui.t('messages.pins.label')} hidden={!latest}>
      {latest && (
        <details>
          <summary>
            <Icon name="pin" />
            <span class="pinned-latest">{plain(latest.body) || ui.t('messages.no_words')}</span>
            <span class="pinned-count">{ui.t('messages.pins.count', { n: pinned.length })}</span>
            <Icon name="chevron-down" />
          </summary>
          <ul>
            {pinned.map(one => (
              <li>
                <PinnedLine ui={ui} place={place} pinned={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Who read the reader's own last words, under them; nothing under somebody else's. */
export const ReadBy = ({ ui, marks: { readers, last } }: MarksProps) => {
  const names = last?.mine ? readers.filter(r => r.upTo >= last.seq).map(r => r.name) : []
  return (
    <p id="read-by" class="read-by" data-waits={(last?.mine && names.length < readers.length) || undefined}>
      {names.length > 0 && (
        <>
          <Icon name="check-check" />
          {ui.t('messages.read_by', { names: together(ui.locale, names) })}
        </>
      )}
    </p>
  )
}

/** Both, for a page that is open already. */
export const MarksFragment = (props: MarksProps) => (
  <div id="marks">
    <PinnedBar {...props} />
    <ReadBy {...props} />
  </div>
)
