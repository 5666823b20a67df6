import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import { Badge, Feed, Icon, Money, RelativeTime } from '../shared'

/** A line of the journal with its sentence, in the reader's words. */
export type HistoryLine = TicketPage['history'][number] & { text: string }

/** All that happened to a request, folded away: who did it and when, newest first. */
export const TicketHistory = ({ ui, lines }: { ui: Ui; lines: HistoryLine[] }) => {
  const { t, format, now } = ui
  if (lines.length === 0) return null
  return (
    // Left alone by live changes, which would fold it again under the reader's eyes.
    <details class="card history" id="history" hx-morph-skip>
      <summary>
        <Icon name="history" />
        <h2>{t('ticketPage.history.title')}</h2>
        <span class="meta">{t('ticketPage.history.lead', { count: lines.length })}</span>
        <Icon name="chevron-down" class="i-quiet" />
      </summary>
      <Feed
        label={t('ticketPage.history.title')}
        items={lines.map(line => ({
          text: (
            <>
              {line.text}
              {line.person && `${'\u202f'}: ${line.person}`}
              <Amount ui={ui} line={line} />{' '}
              <span class="meta">· {line.actor || t('ticketPage.history.system')}</span>{' '}
              {line.internal && <Badge icon="lock">{t('ticketPage.history.internal')}</Badge>}
            </>
          ),
          at: <RelativeTime at={line.at} text={format.ago(line.at, now)} title={format.dateTime(line.at)} />,
        }))}
      />
      {lines.length >= 100 && <p class="meta">{t('ticketPage.history.more')}</p>}
    </details>
  )
}

const Amount = ({ ui, line }: { ui: Ui; line: HistoryLine }) => {
  const { amount, currency } = line.money ?? {}
  if (typeof amount !== 'number' || typeof currency !== 'string') return null
  const text = ui.format.money(amount, currency)
  return line.text.includes(text) ? null : (
    <>
      {' · '}
      <Money text={text} />
    </>
  )
}
