import type { Ui } from '../../locales'
import type { ShownPaymentSettings, ShownProvider } from '../../src/domain/payments/settings-page'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  CheckboxList,
  Columns,
  Form,
  FormActions,
  Icon,
  List,
  Notice,
  PageHeader,
  Row,
  Stack,
  Switch,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { BankForm } from './settings-bank'
import { ModeBadge } from './settings-pieces'

type Props = {
  ui: Ui
  slug: string
  shown: ShownPaymentSettings
  /** Whether the sign-in is young enough for changing where money goes. */
  fresh: boolean
  /** Which of the forms came back, and why. */
  refused?: { form: 'methods' | 'bank'; currency?: string; refusal: Refusal }
}

/** How a workspace is paid: its accounts, what it offers, where transfers go. */
export const PaymentSettingsPage = (props: Props) => {
  const { ui, slug, shown } = props
  const { t } = ui
  const testing = shown.providers.some(p => p.serves && (p.own?.mode ?? p.deployment) === 'test')
  return (
    <>
      <PageHeader
        title={t('paymentSettings.title')}
        lead={t('paymentSettings.lead')}
        crumbs={{
          label: t('shell.nav.settings'),
          items: [{ label: t('shell.nav.settings'), href: urls.settings(slug) }],
        }}
      />
      <Columns
        aside={
          <Stack>
            {shown.ways.map(way => (
              <Methods {...props} way={way} />
            ))}
            <InvoiceForm {...props} />
          </Stack>
        }
      >
        <Stack>
          {testing && (
            <Notice tone="warning" icon="triangle-alert" title={t('paymentSettings.test_notice.title')}>
              <p>{t('paymentSettings.test_notice.text')}</p>
            </Notice>
          )}
          <Accounts {...props} />
          <BankForm
            ui={ui}
            slug={slug}
            bank={shown.bank}
            fresh={props.fresh}
            refused={props.refused?.form === 'bank' ? props.refused.refusal : undefined}
          />
        </Stack>
      </Columns>
    </>
  )
}

const Accounts = ({ ui, slug, shown }: Props) => {
  const { t } = ui
  const retired = shown.providers.flatMap(p => p.retired.map(account => ({ ...account, label: p.label })))
  return (
    <Card
      title={t('paymentSettings.accounts.title')}
      id="accounts"
      flush
      footer={<p class="hint">{t('paymentSettings.accounts.lead')}</p>}
    >
      <List label={t('paymentSettings.accounts.title')}>
        {shown.providers.map(provider => (
          <ProviderRow ui={ui} slug={slug} provider={provider} currency={shown.currency} />
        ))}
      </List>
      {retired.length > 0 && (
        <details class="px-5 py-4">
          <summary>{t('paymentSettings.accounts.retired')}</summary>
          <p class="hint">{t('paymentSettings.accounts.retired_text')}</p>
          <List label={t('paymentSettings.accounts.retired')}>
            {retired.map(({ id, label, hint, mode }) => (
              <Row
                title={label}
                href={urls.paymentAccount(slug, id)}
                meta={t('paymentSettings.accounts.own', { hint })}
                aside={<ModeBadge ui={ui} mode={mode} />}
              />
            ))}
          </List>
        </details>
      )}
    </Card>
  )
}

const ProviderRow = (props: { ui: Ui; slug: string; provider: ShownProvider; currency: string }) => {
  const { ui, slug, provider, currency } = props
  const { t, format } = ui
  const { name, label, method, serves, own, deployment } = provider
  const mode = own?.mode ?? deployment
  const whose = own
    ? `${t('paymentSettings.accounts.own', { hint: own.hint })} · ${t('paymentSettings.accounts.tested', { when: format.ago(own.testedAt, ui.now) })}`
    : t(deployment ? 'paymentSettings.accounts.deployment' : 'paymentSettings.accounts.none')
  return (
    <Row
      lead={<Icon name={method === 'card' ? 'credit-card' : 'smartphone'} />}
      title={label}
      meta={
        <>
          {t(`paymentSettings.accounts.${method}`)}
          <br />
          {serves || own ? whose : t('paymentSettings.accounts.elsewhere', { currency })}
        </>
      }
      aside={
        <>
          {mode && (serves || own) && <ModeBadge ui={ui} mode={mode} />}
          {own ? (
            <>
              <ButtonLink href={urls.paymentAccount(slug, own.id)} size="sm" icon="key-round">
                {t('paymentSettings.accounts.change')}
              </ButtonLink>
              <ButtonLink href={urls.retirement(slug, own.id)} size="sm" variant="ghost">
                {t('paymentSettings.accounts.retire')}
              </ButtonLink>
            </>
          ) : (
            serves && (
              <ButtonLink href={urls.newPaymentAccount(slug, name)} size="sm" icon="key-round">
                {t('paymentSettings.accounts.connect')}
              </ButtonLink>
            )
          )}
        </>
      }
    />
  )
}

const Methods = ({
  ui: { t },
  slug,
  shown,
  way,
  refused,
}: Props & { way: ShownPaymentSettings['ways'][number] }) => {
  const { currency, chosen, methods } = way
  const of = (name: string) => shown.providers.find(p => p.name === name)
  const hint = (name: string, ready: boolean) => {
    if (!ready)
      return t(
        name === 'transfer' ? 'paymentSettings.methods.transfer_none' : 'paymentSettings.methods.no_account',
      )
    return of(name)?.method === 'mobile' ? t('paymentSettings.methods.fives') : undefined
  }
  const label = (name: string) => {
    const provider = of(name)
    if (!provider) return t('paymentSettings.methods.transfer')
    return `${t(`paymentSettings.accounts.${provider.method}`)} (${provider.label})`
  }
  const here = refused?.form === 'methods' && refused.currency === currency ? refused.refusal : undefined
  const title = t('paymentSettings.methods.title', { currency })
  return (
    <Card title={title} id={`methods-${currency}`}>
      <Form action={urls.paymentMethods(slug)}>
        <input type="hidden" name="currency" value={currency} />
        <CheckboxList
          name="method"
          id={`method-${currency}`}
          label={t('paymentSettings.methods.label')}
          hint={t('paymentSettings.methods.lead')}
          error={refilled(t, here).error('method')}
          options={methods.map(m => ({ value: m.way, label: label(m.way), hint: hint(m.way, m.ready) }))}
          values={here ? [] : chosen}
        />
        <FormActions>
          <Button>{t('paymentSettings.methods.save')}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

const InvoiceForm = ({ ui: { t }, slug, shown }: Props) =>
  shown.providers.some(p => p.invoices && (p.own || p.deployment)) ? (
    <Card title={t('paymentSettings.invoice.title')} id="invoice">
      <Form action={urls.providerInvoice(slug)}>
        <Switch
          name="invoice"
          label={t('paymentSettings.invoice.label')}
          hint={t('paymentSettings.invoice.hint')}
          checked={shown.stripeInvoice}
        />
        <FormActions>
          <Button>{t('paymentSettings.invoice.save')}</Button>
        </FormActions>
      </Form>
    </Card>
  ) : null
