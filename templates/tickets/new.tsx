import type { Ui } from '../../locales'
import type { Policy } from '../../src/domain/tickets/sla'
import { urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import { Sending } from '../files/upload'
import {
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  FileField,
  Form,
  FormActions,
  Icon,
  Notice,
  PageHeader,
  RadioCards,
  SelectField,
  TextArea,
  TextField,
} from '../shared'
import { draftKey } from './place'
import { promiseOf } from './promise'
import { summary } from './refused'
import { ticketTypes, typeIcon, urgencies } from './state'

export type NewTicketProps = {
  ui: Ui
  slug: string
  projectId: string
  isTeam: boolean
  /** Whose draft the browser keeps. */
  me: string
  phases: { id: string; name: string }[]
  /** For the team: whom it may be opened for. */
  contacts: { id: string; name: string }[]
  /** What is promised, as far as this reader may see it, and the length of a working day (ms). */
  policies: readonly Policy[]
  day: number
  /** For `accept=` of the files. */
  accept: string
  refused?: Refused
  /** What it is made of: where it is sent, the way back, and a word about it. */
  from?: { action: string; back: string; note: string }
}

/** A request in the client's own words: what it is about, how pressing, and what would help. */
export const NewTicket = (props: NewTicketProps) => {
  const { ui, slug, projectId, isTeam, me, phases, contacts, policies, day, accept, refused, from } = props
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
      {from && <Notice icon="messages-square">{from.note}</Notice>}
      <Card>
        <div id="draft-resumed" hidden>
          <Notice
            icon="pencil"
            actions={
              <Button type="button" size="sm">
                {t('ticketPage.form.discard')}
              </Button>
            }
          >
            <p>{t('ticketPage.form.resumed')}</p>
          </Notice>
        </div>
        <Form
          action={from?.action ?? list}
          multipart
          data-draft={from ? undefined : draftKey(me, projectId)}
          data-upload="whole"
          data-hx-boost="false"
          data-attach="page"
          data-remove={t('ticketPage.form.remove_file', { name: '{name}' })}
          data-too-many={t('ticketPage.form.too_many')}
        >
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
              hint: [t(`tickets.urgency_hint.${urgency}`), promiseOf(ui, policies, urgency, day)]
                .filter(Boolean)
                .join(' '),
            }))}
          />
          {policies.length > 0 && <p class="meta">{t('ticketPage.form.promise.note')}</p>}
          {isTeam && contacts.length > 0 && (
            <SelectField
              name="forWhom"
              label={t('ticketPage.form.for_whom')}
              hint={t('ticketPage.form.for_hint')}
              placeholder={t('ticketPage.form.everybody')}
              options={contacts.map(p => ({ value: p.id, label: p.name }))}
              value={values.forWhom}
              error={error('forWhom')}
            />
          )}
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
          <FileField
            name="files"
            label={t('tickets.new.files')}
            optional={t('tickets.new.optional')}
            prompt={
              <>
                {t('tickets.new.files_prompt')}
                <span class="by-mouse">{t('ticketPage.form.drop')}</span>
              </>
            }
            hint={
              <>
                {t('ticketPage.form.files_hint')}{' '}
                <span class="by-mouse">{t('ticketPage.form.paste_hint')}</span>
              </>
            }
            error={error('files')}
            accept={accept}
            multiple
          />
          <label class="btn camera" data-variant="secondary">
            <Icon name="camera" />
            {t('ticketPage.form.camera')}
            <input type="file" name="files" accept="image/*,video/*" capture="environment" />
          </label>
          {phases.length > 0 && (
            <details class="more" open={Boolean(values.phaseId)}>
              <summary>{t('ticketPage.form.more')}</summary>
              <SelectField
                name="phaseId"
                label={t('tickets.new.phase')}
                optional={t('tickets.new.optional')}
                placeholder={t('tickets.new.any_phase')}
                options={phases.map(p => ({ value: p.id, label: p.name }))}
                value={values.phaseId}
                error={error('phaseId')}
              />
            </details>
          )}
          <Sending ui={ui} />
          <FormActions>
            <Button variant="primary" icon="send">
              {t('tickets.new.send')}
            </Button>
            <ButtonLink href={from?.back ?? list} variant="ghost">
              {t('tickets.new.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </div>
  )
}
