import type { MessageKey, Ui } from '../../locales'
import type { AcrossPayments } from '../../src/domain/payments/across'
import type { PaymentFilter } from '../../src/domain/payments/filter'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Card, FieldRow, Form, FormActions, SelectField, TextField } from '../shared'

type Props = {
  ui: Ui
  slug: string
  filter: PaymentFilter
  data: Pick<AcrossPayments, 'clients' | 'projects'>
  isFiltered: boolean
}

/** The address's part of a filter: what is as it is by itself is left out. */
export const queryOf = ({ before: _, by, ...rest }: PaymentFilter): Record<string, string> => ({
  ...rest,
  ...(rest.from || rest.to ? { by } : {}),
})

const states = ['pending', 'overdue', 'received', 'refunded', 'cancelled', 'expired'] as const
const kinds = ['deposit', 'milestone', 'balance', 'ticket'] as const
const flags = ['disputed', 'duplicate', 'late'] as const
const bys = ['asked', 'due', 'paid'] as const

/** What the list is cut by; it all stands in the address. */
export const Filters = ({ ui: { t }, slug, filter, data, isFiltered }: Props) => {
  const any = t('payments.filter.any')
  const choose = (name: 'state' | 'kind' | 'flag', values: readonly string[], words: string) => (
    <SelectField
      name={name}
      label={t(`payments.filter.${name}`)}
      placeholder={any}
      value={filter[name]}
      options={values.map(value => ({ value, label: t(`${words}.${value}` as MessageKey) }))}
    />
  )
  const projects = data.projects.filter(p => !filter.client || p.clientId === filter.client)
  return (
    <Card quiet>
      <details class="pay-filters" open={isFiltered}>
        <summary>{t('payments.filter.title')}</summary>
        <Form action={urls.allPayments(slug)} method="get">
          <FieldRow>
            <TextField
              name="q"
              type="search"
              label={t('payments.filter.words')}
              value={filter.q}
              hint={t('payments.filter.words_hint')}
              maxlength={100}
            />
            {choose('state', states, 'payments.filter.states')}
            {choose('kind', kinds, 'payments.kind')}
          </FieldRow>
          <FieldRow>
            <SelectField
              name="client"
              label={t('payments.filter.client')}
              placeholder={any}
              value={filter.client}
              options={data.clients.map(c => ({ value: c.id, label: c.name }))}
            />
            <SelectField
              name="project"
              label={t('payments.filter.project')}
              placeholder={any}
              value={filter.project}
              options={projects.map(p => ({ value: p.id, label: p.name }))}
            />
            {choose('flag', flags, 'payments.flag')}
          </FieldRow>
          <FieldRow>
            <SelectField
              name="by"
              label={t('payments.filter.by')}
              value={filter.by}
              options={bys.map(value => ({ value, label: t(`payments.filter.bys.${value}`) }))}
            />
            <TextField name="from" type="date" label={t('payments.filter.from')} value={filter.from} />
            <TextField name="to" type="date" label={t('payments.filter.to')} value={filter.to} />
          </FieldRow>
          <FormActions>
            <Button variant="primary">{t('payments.filter.apply')}</Button>
            {isFiltered && (
              <ButtonLink href={urls.allPayments(slug)} variant="ghost">
                {t('payments.filter.clear')}
              </ButtonLink>
            )}
          </FormActions>
        </Form>
      </details>
    </Card>
  )
}
