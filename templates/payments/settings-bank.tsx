import type { Ui } from '../../locales'
import type { Bank } from '../../src/domain/payments/settings'
import { shownIban } from '../../src/lib/iban'
import { urls } from '../../src/urls'
import { Button, Card, ErrorSummary, Facts, Form, FormActions, TextArea, TextField } from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { ConfirmFirst } from './settings-pieces'

type Props = { ui: Ui; slug: string; bank: Bank | null; fresh: boolean; refused?: Refusal }

/** Where transfers go. Read by all who keep the books, changed just after a sign-in only. */
export const BankForm = ({ ui, slug, bank, fresh, refused }: Props) => {
  const { t } = ui
  const stored = { ...bank, iban: shownIban(bank?.iban ?? '') }
  const { value, error, errors } = refilled(t, refused, stored)
  const title = t('paymentSettings.bank.title')
  if (!fresh)
    return (
      <Card title={title} id="bank">
        {bank && <Told ui={ui} bank={bank} />}
        <ConfirmFirst ui={ui} next={`${urls.paymentSettings(slug)}#bank`} />
      </Card>
    )
  return (
    <Card title={title} id="bank">
      <p class="hint mb-4">{t('paymentSettings.bank.lead')}</p>
      <Form action={urls.bankDetails(slug)}>
        <ErrorSummary title={t('errors.form')} errors={errors} />
        <TextField
          name="holder"
          label={t('paymentSettings.bank.holder')}
          value={value('holder')}
          error={error('holder')}
          maxlength={120}
          required
        />
        <TextField
          name="iban"
          label={t('paymentSettings.bank.iban')}
          value={value('iban')}
          error={error('iban')}
          maxlength={60}
          autocapitalize="characters"
          autocomplete="off"
        />
        <TextField
          name="bic"
          label={t('paymentSettings.bank.bic')}
          optional={t('payments.optional')}
          value={value('bic')}
          error={error('bic')}
          maxlength={20}
          autocapitalize="characters"
          autocomplete="off"
        />
        <TextArea
          name="more"
          label={t('paymentSettings.bank.more')}
          hint={t('paymentSettings.bank.more_hint')}
          optional={t('payments.optional')}
          value={value('more')}
          error={error('more')}
          rows={3}
          maxlength={500}
        />
        <FormActions>
          <Button variant="primary">{t('paymentSettings.bank.save')}</Button>
          {bank && (
            <Button variant="ghost" form="bank-removal">
              {t('paymentSettings.bank.remove')}
            </Button>
          )}
        </FormActions>
      </Form>
      {bank && <form id="bank-removal" method="post" action={urls.bankRemoval(slug)} />}
    </Card>
  )
}

const Told = ({ ui: { t }, bank }: { ui: Ui; bank: Bank }) => (
  <Facts
    items={[
      { label: t('paymentSettings.bank.holder'), value: bank.holder },
      ...(bank.iban ? [{ label: t('paymentSettings.bank.iban'), value: shownIban(bank.iban) }] : []),
      ...(bank.bic ? [{ label: t('paymentSettings.bank.bic'), value: bank.bic }] : []),
      ...(bank.more ? [{ label: t('paymentSettings.bank.more'), value: bank.more }] : []),
    ]}
  />
)
