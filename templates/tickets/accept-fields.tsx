import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import type { Refused } from '../../src/web/form'
import { FieldRow, Icon, SelectField, TextArea, TextField } from '../shared'

type Props = { ui: Ui; ticket: TicketPage; refused: Refused }

/** The task that accepting makes, before it is made: as the request's words would have it, to be corrected. */
export const TaskDraftFields = ({ ui: { t }, ticket, refused: { values, errors } }: Props) => {
  const { draft } = ticket
  const field = (name: keyof typeof draft) => ({
    name,
    id: `accept-${name}`,
    value: values[name] ?? draft[name] ?? '',
    error: errors[name] ? t(errors[name]) : undefined,
  })
  const team = ticket.people.filter(p => p.role !== 'contact')
  return (
    <>
      <TextField {...field('title')} label={t('ticketPage.accept.name')} maxlength={200} required />
      <TextArea {...field('description')} label={t('ticketPage.accept.description')} rows={6} />
      <FieldRow>
        <SelectField
          {...field('priority')}
          label={t('ticketPage.accept.priority')}
          options={(['low', 'normal', 'high'] as const).map(value => ({
            value,
            label: t(`tasks.priority.${value}`),
          }))}
        />
        <SelectField
          {...field('assigneeId')}
          label={t('ticketPage.accept.assignee')}
          placeholder={t('ticketPage.handling.nobody')}
          options={team.map(p => ({ value: p.id, label: p.name }))}
        />
      </FieldRow>
      {ticket.phases.length > 0 && (
        <SelectField
          {...field('phaseId')}
          label={t('ticketPage.accept.phase')}
          placeholder={t('ticketPage.accept.no_phase')}
          options={ticket.phases.map(p => ({ value: p.id, label: p.name }))}
        />
      )}
      <p class="meta flex items-center gap-1.5">
        <Icon name="eye" />
        {t('ticketPage.accept.seen')}
      </p>
    </>
  )
}
