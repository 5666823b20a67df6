import type { Ui } from '../../locales'
import type { JournalLine } from '../../src/domain/activity/journal'
import { urls } from '../../src/urls'
import { Badge, Card, EmptyState, Feed, type FeedItem, Money, PageHeader, Pager, Stack } from '../shared'

type Props = {
  ui: Ui
  slug: string
  project: { id: string; name: string }
  /** Newest first, each with its sentence. */
  lines: (JournalLine & { text: string })[]
  /** Where this page begins, if not at now. */
  before?: string
  older: string | null
}

/** The project's journal, a card a day. */
export const JournalPage = (props: Props) => {
  const { ui, slug, project, lines, before, older } = props
  const { t } = ui
  const here = urls.journal(slug, project.id)
  return (
    <>
      <PageHeader title={t('activity.journal_page.title')} lead={t('activity.journal_page.lead')} />
      <div id="journal" {...(before ? {} : { 'hx-get': here, ...live })}>
        {lines.length === 0 ? (
          <EmptyState icon="history" title={t('activity.journal_page.empty')} />
        ) : (
          <Stack>
            {daysOf(lines, ui).map(({ id, title, lines: ofDay }) => (
              <Card title={title} id={`d-${id}`}>
                <Feed label={title} items={ofDay.map(line => item(line, ui))} />
              </Card>
            ))}
          </Stack>
        )}
        {(before || older) && (
          <Pager
            label={t('activity.journal_page.pages')}
            previous={before ? { label: t('activity.journal_page.newest'), href: here } : undefined}
            next={
              older
                ? { label: t('activity.journal_page.older'), href: urls.journal(slug, project.id, { before: older }) }
                : undefined
            }
          />
        )}
      </div>
    </>
  )
}

const live = {
  'hx-trigger':
    'live:project from:body, live:tickets from:body, live:board from:body, live:files from:body, live:payments from:body',
  'hx-select': '#journal',
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
        <span class="meta">· {line.actor || ui.t('activity.journal_page.system')}</span>{' '}
        {line.internal && <Badge icon="lock">{ui.t('activity.journal_page.internal')}</Badge>}
      </>
    ),
  }
}

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
