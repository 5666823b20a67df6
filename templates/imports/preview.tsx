import type { MessageKey, Ui } from '../../locales'
import type { ImportInput } from '../../src/domain/imports/input'
import type { Fresh } from '../../src/domain/imports/review'
import { Card, Table } from '../shared'

const SHOWN = 8

/** The first lines as they would come in. */
export const Preview = ({ ui, input, fresh }: { ui: Ui; input: ImportInput; fresh: Fresh[] }) => {
  const { t, format, now } = ui
  const asTickets = input.kind === 'tickets'
  const state = (line: Fresh) =>
    t((asTickets ? `tickets.state.${line.state}` : `tasks.state.${line.state}`) as MessageKey)
  const columns = asTickets
    ? (['title', 'type', 'urgency', 'state', 'created'] as const)
    : (['title', 'priority', 'state', 'due'] as const)
  const cells = (line: Fresh) =>
    asTickets
      ? [
          line.title,
          t(`tickets.type.${line.type}`),
          ui.urgency(line.urgency),
          state(line),
          line.createdAt === null ? t('imports.review.today') : format.date(line.createdAt),
        ]
      : [
          line.title,
          t(`tasks.priority.${line.priority}`),
          state(line),
          line.dueOn ? format.nearDay(line.dueOn, now) : '–',
        ]
  return (
    <Card title={t('imports.review.preview')} id="preview" flush>
      <Table
        caption={t('imports.review.preview')}
        columns={columns.map(field => ({ label: t(`imports.field.${field}`) }))}
        rows={fresh.slice(0, SHOWN).map(line => ({ cells: cells(line) }))}
      />
    </Card>
  )
}
