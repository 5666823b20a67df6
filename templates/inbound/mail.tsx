import type { Ui } from '../../locales'
import type { InboundMail } from '../../src/domain/inbound/keep'
import { urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  Columns,
  ErrorSummary,
  Facts,
  Form,
  FormActions,
  Notice,
  PageHeader,
  SelectField,
  Stack,
  TextField,
} from '../shared'
import { ticketTypes, urgencies } from '../tickets/state'
import { Original, problemOf, reasonFor, senderOf } from './list'

export type WaitingMailProps = {
  ui: Ui
  slug: string
  project: { id: string; name: string }
  mail: InboundMail
  tickets: { id: string; number: number; subject: string; state: string }[]
  refused?: Refused & { form: 'place' | 'open' }
}

/** A mail that found no place: what it says, why it waits, and what can be made of it. */
export const WaitingMail = (props: WaitingMailProps) => {
  const { ui, slug, project, mail } = props
  const { t } = ui
  return (
    <>
      <PageHeader
        title={mail.subject || t('inbound.no_subject')}
        meta={
          <Badge tone="warning" icon="circle-alert">
            {t(problemOf(mail))}
          </Badge>
        }
        crumbs={{
          label: t('inbound.title'),
          items: [{ label: t('inbound.title'), href: urls.inbound(slug) }],
        }}
      />
      <Columns
        aside={
          <>
            <Place {...props} />
            <Open {...props} />
            <Card title={t('inbound.dismiss.title')} id="dismiss" quiet>
              <form
                method="post"
                action={urls.inboundPart(slug, project.id, mail.id, 'dismissal')}
                class="form"
              >
                <p class="meta">{t('inbound.dismiss.text')}</p>
                <FormActions>
                  <Button icon="trash-2">{t('inbound.dismiss.submit')}</Button>
                </FormActions>
              </form>
            </Card>
          </>
        }
      >
        <Notice tone={mail.problem === 'forged' ? 'warning' : 'info'}>
          <p>{t(reasonFor(mail))}</p>
        </Notice>
        {mail.problem !== 'unreadable' && (
          <Card id="said">
            <Words {...props} />
          </Card>
        )}
        <Card id="facts" quiet footer={<Original ui={ui} slug={slug} id={mail.id} />}>
          <Stack>
            <Facts
              items={[
                { label: t('inbound.from'), value: senderOf(mail, ui) },
                { label: t('inbound.received'), value: ui.format.dateTime(mail.receivedAt) },
                { label: t('inbound.answers'), value: answered(props) },
                { label: t('inbound.project'), value: project.name },
                ...(mail.attachments > 0
                  ? [{ label: t('inbound.files'), value: String(mail.attachments) }]
                  : []),
              ]}
            />
            <p class="meta">{t('inbound.original_hint')}</p>
          </Stack>
        </Card>
      </Columns>
    </>
  )
}

/** As they were written: a stranger's words are text, never markup. */
const Words = ({ ui: { t }, mail }: WaitingMailProps) => {
  if (!mail.body) return <p class="meta">{t('inbound.wordless')}</p>
  return (
    <div class="prose">
      {mail.body.split(/\n{2,}/).map(paragraph => (
        <p>
          {paragraph.split('\n').map((line, i) => (
            <>
              {i > 0 && <br />}
              {line}
            </>
          ))}
        </p>
      ))}
    </div>
  )
}

const named = ({ t }: Ui, { number, subject }: { number: number; subject: string }) =>
  t('inbound.ticket_named', { number, subject })

function answered({ ui, mail, tickets }: WaitingMailProps): string {
  const ticket = tickets.find(one => one.id === mail.ticketId)
  return ticket ? named(ui, ticket) : ui.t('inbound.conversation')
}

const Place = ({ ui, slug, project, mail, tickets, refused }: WaitingMailProps) => {
  const { t } = ui
  const error = refused?.form === 'place' ? refused.errors.to : undefined
  const open = tickets.filter(({ state }) => state !== 'closed' && state !== 'merged')
  return (
    <Card
      title={t('inbound.place.title')}
      id="place"
      footer={
        <ButtonLink href={urls.inboundProject(slug, mail.id)} size="sm" variant="ghost" icon="folder">
          {t('inbound.move.link')}
        </ButtonLink>
      }
    >
      <Form action={urls.inboundPart(slug, project.id, mail.id, 'placement')}>
        <ErrorSummary title={t('errors.form')} errors={error ? [{ field: 'to', message: t(error) }] : []} />
        <SelectField
          name="to"
          label={t('inbound.place.to')}
          hint={t('inbound.place.text')}
          error={error && t(error)}
          value={open.some(({ id }) => id === mail.ticketId) ? (mail.ticketId ?? '') : 'conversation'}
          options={[
            { value: 'conversation', label: t('inbound.conversation') },
            ...open.map(ticket => ({ value: ticket.id, label: named(ui, ticket) })),
          ]}
        />
        <FormActions>
          <Button variant="primary" icon="check">
            {t('inbound.place.submit')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  )
}

const Open = ({ ui, slug, project, mail, refused }: WaitingMailProps) => {
  const { t } = ui
  const again = refused?.form === 'open' ? refused : undefined
  const error = (field: string) => (again?.errors[field] ? t(again.errors[field]) : undefined)
  return (
    <Card title={t('inbound.open.title')} id="open">
      <Form action={urls.inboundPart(slug, project.id, mail.id, 'ticket')}>
        <ErrorSummary
          title={t('errors.form')}
          errors={Object.entries(again?.errors ?? {}).map(([field, key]) => ({ field, message: t(key) }))}
        />
        <TextField
          name="subject"
          label={t('tickets.new.subject')}
          value={again?.values.subject ?? mail.subject.replace(/^(\s*(re|tr|fwd?)\s?:)+\s*/i, '')}
          error={error('subject')}
          maxlength={160}
          required
        />
        <SelectField
          name="type"
          label={t('tickets.type.short')}
          value={again?.values.type ?? 'question'}
          error={error('type')}
          options={ticketTypes.map(type => ({ value: type, label: t(`tickets.type.${type}`) }))}
        />
        <SelectField
          name="urgency"
          label={t('tickets.urgency.short')}
          value={again?.values.urgency ?? 'maintenance'}
          error={error('urgency')}
          options={urgencies.map(urgency => ({ value: urgency, label: ui.urgency(urgency) }))}
        />
        <FormActions>
          <Button icon="ticket">{t('inbound.open.submit')}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}
