import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import { type TicketPart, urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  Dialog,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
} from '../shared'
import { TaskDraftFields } from './accept-fields'
import { fresh, summary } from './refused'
import { ticketTypes, urgencies } from './state'

/** The moves that ask for a word or a confirmation, each with the resource it posts to. */
export const worded = {
  accept: 'acceptance',
  ask: 'clarification',
  refuse: 'refusal',
  decline: 'decline',
  withdraw: 'withdrawal',
  withdraw_price: 'price/withdrawal',
  reopen: 'reopening',
  merge: 'merge',
  triage: 'triage',
  agree: 'agreement',
} as const satisfies Record<string, TicketPart>

export type Worded = keyof typeof worded

export type MoveFormProps = {
  ui: Ui
  slug: string
  projectId: string
  ticket: TicketPage
  move: Worded
  refused?: Refused
  /** In a dialog: «Annuler» closes it instead of leading back. */
  inDialog?: boolean
}

/** What a move's form is called, what it does, and its button. */
export const saidOf = ({ t }: Ui, move: Worded, part: 'title' | 'lead' | 'button'): string =>
  move === 'accept' ? t(`ticketPage.accept.${part}`) : t(`tickets.move.${move}.${part}`)

const dangerous: readonly Worded[] = ['refuse', 'withdraw', 'withdraw_price', 'decline']

/** One move's form: in a dialog of the ticket's page, and on a page of its own without JavaScript. */
const MoveForm = (props: MoveFormProps) => {
  const { ui, slug, projectId, ticket, move, refused = fresh, inDialog } = props
  const { t } = ui
  const errors = summary(ui, refused.errors, `${move}-`)
  return (
    <Form action={urls.ticketPart(slug, projectId, ticket.id, worded[move])}>
      <ErrorSummary title={t('errors.form')} errors={errors} />
      <Fields ui={ui} ticket={ticket} move={move} refused={refused} />
      <FormActions>
        <Button variant={dangerous.includes(move) ? 'danger' : 'primary'}>
          {saidOf(ui, move, 'button')}
        </Button>
        {inDialog ? (
          <Button variant="ghost" formmethod="dialog" formnovalidate>
            {t('tickets.move.cancel')}
          </Button>
        ) : (
          <ButtonLink href={urls.ticket(slug, projectId, ticket.id)} variant="ghost">
            {t('tickets.move.cancel')}
          </ButtonLink>
        )}
      </FormActions>
    </Form>
  )
}

type FieldsProps = { ui: Ui; ticket: TicketPage; move: Worded; refused: Refused }

const Fields = ({ ui, ticket, move, refused: { values, errors } }: FieldsProps) => {
  const { t } = ui
  const wired = (name: string) => ({
    name,
    id: `${move}-${name}`,
    error: errors[name] ? t(errors[name]) : undefined,
  })
  if (move === 'accept') return <TaskDraftFields ui={ui} ticket={ticket} refused={{ values, errors }} />
  if (move === 'withdraw' || move === 'withdraw_price') return null
  if (move === 'triage')
    return (
      <FieldRow>
        <SelectField
          {...wired('type')}
          label={t('tickets.type.short')}
          options={ticketTypes.map(value => ({ value, label: t(`tickets.type.${value}`) }))}
          value={values.type ?? ticket.type}
        />
        <SelectField
          {...wired('urgency')}
          label={t('tickets.urgency.short')}
          options={urgencies.map(value => ({ value, label: ui.urgency(value) }))}
          value={values.urgency ?? ticket.urgency}
        />
      </FieldRow>
    )
  const label = t(`tickets.move.${move}.label`)
  if (move === 'merge')
    return (
      <TextField
        {...wired('into')}
        label={label}
        before="#"
        inputmode="numeric"
        value={values.into}
        required
      />
    )
  if (move === 'agree')
    return (
      <>
        <input type="hidden" name="request" value={ticket.offer?.id} />
        <Checkbox {...wired('agreed')} label={label} required />
      </>
    )
  return (
    <TextArea
      {...wired('reason')}
      label={label}
      optional={move === 'decline' ? t('tickets.new.optional') : undefined}
      value={values.reason}
      rows={4}
      required={move !== 'decline'}
    />
  )
}

export const MoveDialog = (props: MoveFormProps) => (
  <Dialog
    id={`move-${props.move}`}
    title={saidOf(props.ui, props.move, 'title')}
    description={saidOf(props.ui, props.move, 'lead')}
    closeLabel={props.ui.t('tickets.page.close')}
    keep
  >
    <MoveForm {...props} inDialog />
  </Dialog>
)

export const MovePage = (props: MoveFormProps) => {
  const { ui, slug, projectId, ticket, move } = props
  const { t } = ui
  return (
    <div class="stack max-w-2xl">
      <PageHeader
        title={saidOf(ui, move, 'title')}
        lead={saidOf(ui, move, 'lead')}
        crumbs={{
          label: t('tickets.title'),
          items: [
            { label: t('tickets.title'), href: urls.tickets(slug, projectId) },
            { label: `#${ticket.number} ${ticket.subject}`, href: urls.ticket(slug, projectId, ticket.id) },
          ],
        }}
      />
      <Card>
        <MoveForm {...props} />
      </Card>
    </div>
  )
}
