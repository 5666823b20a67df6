import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { AddressNotice, type Unreachable } from '../communications/problem'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ConfirmDialog,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  PageHeader,
  TextArea,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { AccessFields, type ProjectChoice } from '../workspaces/access'

type Client = { id: string; name: string; email: string | null; phone: string | null; address: string | null }

/** A client's details, new or known. */
export const ClientForm = ({
  ui: { t },
  slug,
  client,
  refused,
}: {
  ui: Ui
  slug: string
  client?: Client
  refused?: Refusal
}) => {
  const { value, error, errors } = refilled(t, refused, client && { ...client })
  const back = client ? urls.client(slug, client.id) : urls.clients(slug)
  const optional = t('clients.optional')
  return (
    <>
      <PageHeader
        title={client ? client.name : t('clients.new')}
        crumbs={{
          label: t('clients.title'),
          items: [{ label: t('clients.title'), href: urls.clients(slug) }],
        }}
      />
      <Card class="narrow">
        <Form action={client ? urls.editClient(slug, client.id) : urls.clients(slug)}>
          <ErrorSummary title={t('errors.form')} errors={errors} />
          <TextField
            name="name"
            label={t('clients.name')}
            hint={t('clients.name_hint')}
            value={value('name')}
            error={error('name')}
            required
            maxlength={120}
            autocomplete="off"
          />
          <FieldRow>
            <TextField
              name="email"
              type="email"
              label={t('clients.email')}
              optional={optional}
              value={value('email')}
              error={error('email')}
              autocomplete="off"
            />
            <TextField
              name="phone"
              type="tel"
              label={t('clients.phone')}
              optional={optional}
              value={value('phone')}
              error={error('phone')}
              autocomplete="off"
            />
          </FieldRow>
          <TextArea
            name="address"
            label={t('clients.address')}
            optional={optional}
            value={value('address')}
            error={error('address')}
            rows={3}
          />
          <FormActions>
            <Button variant="primary">{t(client ? 'clients.save' : 'clients.create')}</Button>
            <ButtonLink href={back} variant="ghost">
              {t('common.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

export type ContactFormProps = {
  ui: Ui
  slug: string
  client: { id: string; name: string }
  projects: ProjectChoice[]
  /** Somebody known, whose rights change; absent: an invitation. */
  contact?: Unreachable & {
    id: string
    name: string
    email: string | null
    finance: boolean
    approve: boolean
    limited: boolean
    projectIds: string[]
  }
  /** What a new contact is given unless the team says otherwise: the first one sees money and approves. */
  first?: boolean
  refused?: Refusal
}

/** Invites a contact, or changes what one may do. */
export const ContactForm = ({
  ui,
  slug,
  client,
  projects,
  contact,
  first = false,
  refused,
}: ContactFormProps) => {
  const { t } = ui
  const { value, on, error, errors } = refilled(t, refused)
  return (
    <>
      <PageHeader
        title={contact ? contact.name || contact.email || '' : t('clients.contact.new')}
        lead={contact ? undefined : t('clients.contact.lead')}
        crumbs={{
          label: t('clients.title'),
          items: [
            { label: t('clients.title'), href: urls.clients(slug) },
            { label: client.name, href: urls.client(slug, client.id) },
          ],
        }}
        actions={
          contact && (
            <ButtonLink
              href={urls.contactRemoval(slug, client.id, contact.id)}
              variant="ghost"
              data-dialog="removal"
              icon="trash-2"
            >
              {t('clients.contact.remove')}
            </ButtonLink>
          )
        }
      />
      {contact && (
        <AddressNotice ui={ui} person={contact} action={urls.contactAddress(slug, client.id, contact.id)} />
      )}
      <Card class="narrow">
        <Form action={contact ? urls.contact(slug, client.id, contact.id) : urls.contacts(slug, client.id)}>
          <ErrorSummary title={t('errors.form')} errors={errors} />
          {!contact && (
            <FieldRow>
              <TextField
                name="email"
                type="email"
                label={t('workspaces.members.email')}
                value={value('email')}
                error={error('email')}
                required
                autocomplete="off"
              />
              <TextField
                name="name"
                label={t('workspaces.members.name')}
                optional={t('clients.optional')}
                value={value('name')}
                error={error('name')}
                autocomplete="off"
              />
            </FieldRow>
          )}
          <Checkbox
            name="finance"
            label={t('clients.contact.finance')}
            hint={t('clients.contact.finance_hint')}
            checked={on('finance', contact?.finance ?? first)}
          />
          <Checkbox
            name="approve"
            label={t('clients.contact.approve')}
            hint={t('clients.contact.approve_hint')}
            checked={on('approve', contact?.approve ?? first)}
          />
          <AccessFields
            t={t}
            words="clients.contact"
            projects={projects}
            limited={on('limited', contact?.limited ?? false)}
            chosen={contact?.projectIds ?? []}
          />
          <FormActions>
            <Button variant="primary">{t(contact ? 'clients.save' : 'clients.contact.send')}</Button>
            <ButtonLink href={urls.client(slug, client.id)} variant="ghost">
              {t('common.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
      {contact && (
        <Removal t={t} action={urls.contactRemoval(slug, client.id, contact.id)} name={contact.name} />
      )}
    </>
  )
}

const Removal = ({ t, action, name }: { t: Ui['t']; action: string; name: string }) => (
  <ConfirmDialog
    id="removal"
    title={`${t('clients.contact.remove')} · ${name}`}
    description={t('clients.contact.remove_lead')}
    action={action}
    confirmLabel={t('clients.contact.remove')}
    cancelLabel={t('common.cancel')}
    danger
  />
)
