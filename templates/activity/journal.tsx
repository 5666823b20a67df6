import type { Ui } from '../../locales'
import type { Group, JournalFilter } from '../../src/domain/activity/filter'
import type { JournalLine } from '../../src/domain/activity/journal'
import { instantOf } from '../../src/lib/id'
import { urls } from '../../src/urls'
import {
  Badge,
  ButtonLink,
  Card,
  EmptyState,
  Feed,
  type FeedItem,
  Money,
  PageHeader,
  Pager,
  Stack,
} from '../shared'
import { JournalControls } from './controls'

type Props = {
  ui: Ui
  slug: string
  project: { id: string; name: string; clientId: string }
  team: boolean
  /** Newest first, each with its sentence. */
  lines: (JournalLine & { text: string })[]
  /** What the address asks for; `before`: where this page begins, if not at now. */
  filter: JournalFilter
  groups: Group[]
  people: { id: string; name: string }[]
  older: string | null
}

/** The project's journal, a card a day; older days come by themselves as one scrolls, or by their link. */
export const JournalPage = (props: Props) => {
  const { ui, lines, filter, older } = props
  const { t } = ui
  const { before } = filter
  const here = hrefOf(props, {})
  // What comes in later joins the newest part, which reaches down to where the older parts begin.
  const { since = older ?? undefined } = filter
  const liveHere = { 'hx-get': hrefOf(props, { since }), ...live }
  return (
    <>
      <PageHeader
        title={t('activity.journal_page.title')}
        lead={t('activity.journal_page.lead')}
        actions={
          <>
            {before && (
              <ButtonLink href={here} icon="arrow-up">
                {t('activity.journal_page.newest')}
              </ButtonLink>
            )}
            <ButtonLink href={writtenIn(props)} icon="mail">
              {t('communications.centre.title')}
            </ButtonLink>
          </>
        }
      />
      <JournalControls {...props} href={change => hrefOf(props, change)} />
      <div id="journal" class="stack">
        <div id={before ? `from-${before}` : 'newest'} {...(before ? {} : liveHere)}>
          {lines.length === 0 ? (
            <EmptyState icon="history" title={t(emptyOf(filter))} />
          ) : (
            <Stack>
              {daysOf(lines, ui).map(({ id, title, lines: ofDay }, i) => {
                const again = i === 0 && before && ui.format.isoDay(instantOf(before)) === id
                const name = again ? t('activity.journal_page.continued', { day: title }) : title
                return (
                  <Card title={name} id={`d-${ofDay[0]?.id ?? id}`}>
                    <Feed label={name} items={ofDay.map(line => item(line, ui))} />
                  </Card>
                )
              })}
            </Stack>
          )}
        </div>
        {older && <Older ui={ui} href={hrefOf(props, { before: older })} />}
      </div>
    </>
  )
}

/** The way to what is older: a link, which follows itself when it comes into view. */
const Older = ({ ui: { t }, href }: { ui: Ui; href: string }) => (
  <div
    id="older"
    hx-get={href}
    hx-trigger="revealed"
    hx-select="#journal > *"
    hx-target="this"
    hx-swap="outerHTML"
  >
    <Pager
      label={t('activity.journal_page.pages')}
      next={{ label: t('activity.journal_page.older'), href }}
    />
  </div>
)

/** What was written and shared about this project. */
function writtenIn({ slug, project, team }: Props): string {
  const of = { project: project.id }
  return team ? urls.clientCommunications(slug, project.clientId, of) : urls.communications(slug, of)
}

/** This journal's address with its filters, some of them changed. */
const hrefOf = ({ slug, project, filter }: Props, change: Partial<JournalFilter>): string => {
  const {
    kind = '',
    person = '',
    before = '',
    since = '',
  } = { kind: filter.kind, person: filter.person, ...change }
  return urls.journal(slug, project.id, { kind, person, before, since })
}

const emptyOf = ({ kind, person, before }: JournalFilter) =>
  before
    ? 'activity.journal_page.no_older'
    : kind || person
      ? 'activity.journal_page.none_such'
      : 'activity.journal_page.empty'

const live = {
  'hx-trigger':
    'live:project from:body, live:tickets from:body, live:board from:body, live:files from:body, live:payments from:body',
  'hx-select': '#newest',
  'hx-target': 'this',
  'hx-swap': 'outerMorph',
}

/** A line: what happened, its amount where it may be seen, who did it, at what time. */
function item(line: Props['lines'][number], ui: Ui): FeedItem {
  const { amount, currency } = line.money ?? {}
  const money =
    typeof amount === 'number' && typeof currency === 'string' ? ui.format.money(amount, currency) : undefined
  return {
    at: <time datetime={new Date(line.at).toISOString()}>{ui.format.time(line.at)}</time>,
    text: (
      <>
        {line.text}
        {money && !line.text.includes(money) && (
          <>
            {' · '}
            <Money text={money} />
          </>
        )}{' '}
        <span class="meta">· {line.actor || nobody(line, ui)}</span>{' '}
        {line.internal && <Badge icon="lock">{ui.t('activity.journal_page.internal')}</Badge>}
      </>
    ),
  }
}

/** Who it was where it was nobody by name: whoever held a link to a payment, or the portal itself. */
const nobody = ({ facts }: JournalLine, { t }: Ui): string =>
  t(facts?.via === 'link' ? 'pay.actor' : 'activity.journal_page.system')

type Day = { id: string; title: string; lines: Props['lines'] }

/** Lines by the day they fall on in the workspace's zone, in their order. */
function daysOf(lines: Props['lines'], ui: Ui): Day[] {
  const days = new Map<string, Day>()
  for (const line of lines) {
    const id = ui.format.isoDay(line.at)
    const day = days.get(id) ?? { id, title: titleOf(line.at, ui), lines: [] }
    day.lines.push(line)
    days.set(id, day)
  }
  return [...days.values()]
}

/** «Lundi 16 novembre»; of another year, with the year. */
function titleOf(at: number, { format, now }: Ui): string {
  const sameYear = format.isoDay(at).slice(0, 4) === format.isoDay(now).slice(0, 4)
  const title = sameYear ? format.weekday(at) : format.date(at)
  return title.charAt(0).toUpperCase() + title.slice(1)
}
