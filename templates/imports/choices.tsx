import type { Ui } from '../../locales'
import type { Field } from '../../src/domain/imports/columns'
import type { ImportInput } from '../../src/domain/imports/input'
import type { Review } from '../../src/domain/imports/review'
import { urgencies } from '../../src/lib/serving'
import { FieldRow, SelectField } from '../shared'
import { ticketTypes } from '../tickets/state'

type Props = { ui: Ui; input: ImportInput; review: Review; fields: readonly Field[] }

/** A column as it is offered: its header, with the first thing that stands in it. */
function columnNames(ui: Ui, { sheet: { headers, rows } }: Review) {
  return headers.map((header, at) => {
    const name = header || ui.t('imports.review.column', { number: at + 1 })
    const sample = rows.find(row => row.cells[at])?.cells[at]
    return {
      value: String(at),
      label: sample ? `${name} — ${sample.replace(/\s+/g, ' ').slice(0, 40)}` : name,
    }
  })
}

/** Which column holds what, and what stands for empty cells. */
export const Choices = ({ ui, input, review, fields }: Props) => {
  const { t } = ui
  const options = columnNames(ui, review)
  const { columns, order } = review
  const dated = columns.created !== undefined || columns.due !== undefined
  const choice = (field: Field) => (
    <SelectField
      name={`col_${field}`}
      label={t(`imports.field.${field}`)}
      hint={field === 'key' ? t('imports.field_hint.key') : undefined}
      placeholder={field === 'title' ? t('imports.review.choose') : t('imports.review.none')}
      options={options}
      value={columns[field] === undefined ? '' : String(columns[field])}
    />
  )
  return (
    <>
      <FieldRow>{fields.map(choice)}</FieldRow>
      {input.kind === 'tickets' && (
        <FieldRow>
          <SelectField
            name="type"
            label={t('imports.review.type_else')}
            options={ticketTypes.map(type => ({ value: type, label: t(`tickets.type.${type}`) }))}
            value={input.type}
          />
          <SelectField
            name="urgency"
            label={t('imports.review.urgency_else')}
            options={urgencies.map(urgency => ({ value: urgency, label: ui.urgency(urgency) }))}
            value={input.urgency}
          />
        </FieldRow>
      )}
      {dated ? (
        <SelectField
          name="order"
          label={t('imports.review.order')}
          options={[
            { value: 'day_first', label: t('imports.review.day_first') },
            { value: 'month_first', label: t('imports.review.month_first') },
          ]}
          value={order}
        />
      ) : (
        <input type="hidden" name="order" value={order} />
      )}
    </>
  )
}
