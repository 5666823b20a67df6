import type { MessageKey, Ui } from '../../locales'
import type { Offer } from '../../src/domain/payments/offers'
import type { Bank } from '../../src/domain/payments/settings'
import type { PaymentByLink } from '../../src/domain/payments/show'
import { urls } from '../../src/urls'
import { Plain } from '../layouts/plain'
import { ButtonLink, brandVersion, Notice, Stack } from '../shared'
import { Amount, Words } from './face'
import { isUnderway, PayPart } from './pay'
import { PaymentState } from './state'

type Look = { slug: string; name: string; accent: string }

type Props = {
  ui: Ui
  workspace: Look
  token: string
  payment: PaymentByLink
  offers: Offer[]
  bank: Bank | null
  returning: boolean
  problem?: 'down' | 'refused'
}

const looks = ({ slug, name, accent }: Look) => ({
  brandHref: urls.brandCss(slug, brandVersion(accent)),
  workspace: { name, href: urls.workspaceSignIn(slug) },
})

/** One payment, for whoever holds its link: what it is, how much, and how to pay it. Nothing else of the project. */
export const PayByLink = ({ ui, workspace, token, payment, offers, bank, returning, problem }: Props) => {
  const { t } = ui
  const { request, attempts } = payment
  const here = urls.pay(token)
  const processing = attempts.some(a => a.state === 'processing')
  const waits = request.state === 'pending' && (returning || processing)
  const underway = isUnderway(payment, returning)
  return (
    <Plain
      ui={ui}
      {...looks(workspace)}
      title={`${request.title} · ${workspace.name}`}
      heading={request.title}
      lead={
        request.state === 'pending' && !underway
          ? t('payments.who', { workspace: workspace.name })
          : undefined
      }
      scripts={['copy']}
      foot={<p class="meta">{t('pay.foot', { workspace: workspace.name })}</p>}
      wide
    >
      <section
        id="payment"
        {...(waits && {
          'hx-get': here + (returning ? '?return=1' : ''),
          'hx-trigger': processing ? 'every 30s' : 'every 4s',
          'hx-select': '#payment',
          'hx-target': 'this',
          'hx-swap': 'outerMorph',
        })}
      >
        <Stack>
          <p class="row-a">
            {t(`payments.kind.${request.kind}` as MessageKey)}
            <PaymentState t={t} state={request.state} overdue={payment.overdue} underway={underway} />
          </p>
          <Amount ui={ui} face={request} overdue={payment.overdue} underway={underway} />
          <PayPart
            ui={ui}
            payable={payment}
            offers={offers}
            bank={bank}
            returning={returning}
            problem={problem}
            to={{
              checkout: urls.payPart(token, 'checkouts'),
              here,
              receipt: urls.payPart(token, 'receipt'),
            }}
          />
          <Words ui={ui} face={request} />
        </Stack>
      </section>
    </Plain>
  )
}

/** A link that was good once: over, or taken back. It says whom to ask. */
export const PayLinkOver = ({ ui, workspace }: { ui: Ui; workspace?: Look }) => {
  const { t } = ui
  return (
    <Plain
      ui={ui}
      {...(workspace && looks(workspace))}
      title={t('pay.over.title')}
      heading={t('pay.over.title')}
    >
      <Notice tone="neutral" icon="clock">
        <p>{workspace ? t('pay.over.text', { workspace: workspace.name }) : t('pay.over.text_neutral')}</p>
      </Notice>
      <ButtonLink href={workspace ? urls.workspaceSignIn(workspace.slug) : urls.signIn()} block>
        {t('pay.over.sign_in')}
      </ButtonLink>
    </Plain>
  )
}
