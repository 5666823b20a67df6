import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import {
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  FileField,
  Form,
  FormActions,
  PageHeader,
  RadioCards,
  SelectField,
  TextArea,
  TextField,
} from '../shared'
import { summary } from './refused'
import { ticketTypes, typeIcon, urgencies } from './state'

export type NewTicketProps = {
  ui: Ui
  slug: string
  projectId: string
  isTeam: boolean
  phases: { id: string; name: string }[]
  /** For the team: whom it may be opened for. */
  contacts: { id: string; name: string }[]
  refused?: Refused
}

/** A request in the client's own words: what it is about, how pressing, and what would help. */
export const NewTicket = ({ ui, slug, projectId, isTeam, phases, contacts, refused }: NewTicketProps) => {
  const { t } = ui
  const { values, errors } = refused ?? { values: {} as Refused['values'], errors: {} as Refused['errors'] }
  const error = (field: string) => (errors[field] ? t(errors[field]) : undefined)
  const list = urls.tickets(slug, projectId)
  return (
    <div class="stack max-w-3xl">
      <PageHeader
        title={t('tickets.new.title')}
        lead={t(isTeam ? 'tickets.new.lead_team' : 'tickets.new.lead')}
        crumbs={{ label: t('tickets.title'), items: [{ label: t('tickets.title'), href: list }] }}
      />
      <Card>
        <Form action={list} multipart>
          <ErrorSummary title={t('errors.form')} errors={summary(ui, errors)} />
          <RadioCards
            name="type"
            label={t('tickets.type.label')}
            error={error('type')}
            value={values.type}
            columns={2}
            required
            options={ticketTypes.map(type => ({
              value: type,
              label: t(`tickets.type.${type}`),
              hint: t(`tickets.type_hint.${type}`),
              icon: typeIcon[type],
            }))}
          />
          <RadioCards
            name="urgency"
            label={t('tickets.urgency.label')}
            error={error('urgency')}
            value={values.urgency}
            columns={3}
            required
            options={urgencies.map(urgency => ({
              value: urgency,
              label: ui.urgency(urgency),
              hint: t(`tickets.urgency_hint.${urgency}`),
            }))}
          />
          <TextField
            name="subject"
            label={t('tickets.new.subject')}
            hint={t('tickets.new.subject_hint')}
            error={error('subject')}
            value={values.subject}
            maxlength={160}
            required
          />
          <TextArea
            name="body"
            label={t('tickets.new.body')}
            hint={t('tickets.new.body_hint')}
            error={error('body')}
            value={values.body}
            rows={7}
            required
          />
          {phases.length > 0 && (
            <SelectField
              name="phaseId"
              label={t('tickets.new.phase')}
              optional={t('tickets.new.optional')}
              placeholder={t('tickets.new.any_phase')}
              options={phases.map(p => ({ value: p.id, label: p.name }))}
              value={values.phaseId}
              error={error('phaseId')}
            />
          )}
          <FileField
            name="files"
            label={t('tickets.new.files')}
            optional={t('tickets.new.optional')}
            prompt={t('tickets.new.files_prompt')}
            hint={t('tickets.new.files_hint')}
            error={error('files')}
            multiple
          />
          <FormActions>
            <Button variant="primary" icon="send">
              {t('tickets.new.send')}
            </Button>
            <ButtonLink href={list} variant="ghost">
              {t('tickets.new.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </div>
  )
}
