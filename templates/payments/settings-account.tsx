import type { MessageKey, Ui } from '../../locales'
import { isMessage } from '../../locales'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  Form,
  FormActions,
  Icon,
  PageHeader,
  RadioCards,
  Stack,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { ConfirmFirst } from './settings-pieces'

type Props = {
  ui: Ui
  slug: string
  provider: { name: string; label: string; keys: string[]; listens: readonly string[] }
  /** The account's id: the one it has, or will have. */
  id: string
  /** It exists, and gets new keys. */
  isKept: boolean
  /** The whole address at which its provider knocks. */
  address: string
  here: string
  fresh: boolean
  refused?: Refusal
}

/** An account's keys: typed in, tried, sealed, and never shown again. */
export const AccountPage = (props: Props) => {
  const { ui, slug, provider, isKept, here, fresh } = props
  const { t } = ui
  const title = isKept ? 'paymentSettings.connect.change_title' : 'paymentSettings.connect.title'
  return (
    <>
      <PageHeader
        title={t(title, { provider: provider.label })}
        lead={t('paymentSettings.connect.lead')}
        actions={
          isKept && (
            <ButtonLink href={urls.newPaymentAccount(slug, provider.name)} icon="key-round">
              {t('paymentSettings.accounts.replace')}
            </ButtonLink>
          )
        }
        crumbs={{
          label: t('paymentSettings.title'),
          items: [{ label: t('paymentSettings.title'), href: urls.paymentSettings(slug) }],
        }}
      />
      {fresh ? (
        <Stack>
          {provider.listens.length > 0 && <Address {...props} />}
          <KeysForm {...props} />
        </Stack>
      ) : (
        <Card class="narrow">
          <ConfirmFirst ui={ui} next={here} />
        </Card>
      )}
    </>
  )
}

const Address = ({ ui: { t }, provider, address }: Props) => (
  <Card
    class="narrow"
    title={t('paymentSettings.connect.address', { provider: provider.label })}
    id="address"
    quiet
  >
    <Stack class="gap-3">
      <p class="wrap-anywhere">
        <code>{address}</code>
      </p>
      {/* Shown by the script that copies. */}
      <div>
        <button
          type="button"
          class="btn"
          data-variant="secondary"
          data-size="sm"
          hidden
          data-copy={address}
          data-copied={t('paymentSettings.connect.copied')}
        >
          <Icon name="copy" />
          <span>{t('paymentSettings.connect.copy')}</span>
        </button>
      </div>
      <p class="hint">{t('paymentSettings.connect.address_text', { provider: provider.label })}</p>
      <details>
        <summary>{t('paymentSettings.connect.events')}</summary>
        <ul class="mt-2">
          {provider.listens.map(event => (
            <li>
              <code>{event}</code>
            </li>
          ))}
        </ul>
      </details>
    </Stack>
  </Card>
)

/** Keys that a page may give back where they were refused: they open nothing. */
const open = new Set(['siteId', 'mode'])

const KeysForm = ({ ui: { t }, slug, provider, id, isKept, refused }: Props) => {
  const { value, error, errors } = refilled(t, refused)
  return (
    <Card class="narrow">
      <Form action={isKept ? urls.paymentAccount(slug, id) : urls.paymentAccounts(slug)}>
        <ErrorSummary title={t('errors.form')} errors={errors} />
        <input type="hidden" name="provider" value={provider.name} />
        {!isKept && <input type="hidden" name="account" value={id} />}
        {provider.keys.map(key => {
          const label = t(`paymentSettings.key.${key}` as MessageKey)
          if (key === 'mode')
            return (
              <RadioCards
                name={key}
                label={label}
                value={value(key)}
                error={error(key)}
                columns={2}
                options={(['test', 'live'] as const).map(mode => ({
                  value: mode,
                  label: t(`paymentSettings.key.mode_${mode}`),
                }))}
              />
            )
          const hint = `paymentSettings.key_hint.${provider.name}.${key}`
          return (
            <TextField
              name={key}
              type={open.has(key) ? 'text' : 'password'}
              label={label}
              hint={isMessage(hint) ? t(hint) : undefined}
              value={open.has(key) ? value(key) : ''}
              error={error(key)}
              autocomplete="off"
              autocapitalize="none"
              maxlength={260}
              required
            />
          )
        })}
        <FormActions>
          <Button variant="primary">{t('paymentSettings.connect.save')}</Button>
          <ButtonLink href={urls.paymentSettings(slug)} variant="ghost">
            {t('paymentSettings.connect.back')}
          </ButtonLink>
        </FormActions>
      </Form>
    </Card>
  )
}

/** Asks before an account is paid into no more. */
export const RetirementPage = (props: {
  ui: Ui
  slug: string
  id: string
  label: string
  here: string
  fresh: boolean
}) => {
  const { ui, slug, id, label, here, fresh } = props
  const { t } = ui
  return (
    <>
      <PageHeader
        eyebrow={label}
        title={t('paymentSettings.retirement.title')}
        lead={t('paymentSettings.retirement.text')}
      />
      <Card class="narrow">
        {fresh ? (
          <Form action={urls.retirement(slug, id)}>
            <FormActions>
              <Button variant="danger">{t('paymentSettings.retirement.save')}</Button>
              <ButtonLink href={urls.paymentSettings(slug)} variant="ghost">
                {t('paymentSettings.connect.back')}
              </ButtonLink>
            </FormActions>
          </Form>
        ) : (
          <ConfirmFirst ui={ui} next={here} />
        )}
      </Card>
    </>
  )
}
