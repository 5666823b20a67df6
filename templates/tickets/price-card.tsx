import type { Ui } from '../../locales'
import type { Price } from '../../src/domain/tickets/dossier'
import { type TicketPart, urls } from '../../src/urls'
import { Button, ButtonLink, Card, Facts, Money, Notice } from '../shared'

export type PriceCardProps = {
  ui: Ui
  /** With its amount: shown to people with finance only. */
  price: Omit<Price, 'id' | 'paying'> & { id?: string; paying?: boolean }
  /** Where the payer's buttons lead; absent in the preview and for the team. */
  place?: { slug: string; projectId: string; ticketId: string }
  may: { pay: boolean; agree: boolean; decline: boolean }
  lapsed: boolean
}

/** What is proposed, what it costs, and the one thing to do about it. */
export const PriceCard = ({ ui, price, place, may, lapsed }: PriceCardProps) => {
  const { t, format } = ui
  if (price.amount === null) return null
  const money = (amount: number) => format.money(amount, price.currency)
  const facts = [
    ...(price.delayDays
      ? [{ label: t('tickets.price.delay'), value: t('tickets.price.delay_days', { days: price.delayDays }) }]
      : []),
    ...(price.validUntil ? [{ label: t('tickets.price.valid'), value: format.day(price.validUntil) }] : []),
  ]
  return (
    <Card>
      <div class="grid gap-4">
        <p class="eyebrow">{t(price.agreedAt ? 'tickets.price.agreed_title' : 'tickets.price.eyebrow')}</p>
        <p>
          <Money text={money(price.amount)} large />{' '}
          <small class="meta">
            {price.taxes?.length
              ? [
                  t('ticketPage.price.with_taxes'),
                  t('ticketPage.price.net', { amount: money(netOf(price.amount, price.taxes)) }),
                  ...price.taxes.map(tax =>
                    t('tickets.price.of_which', { tax: tax.name, amount: money(tax.amount) }),
                  ),
                ].join(', ')
              : t('tickets.price.all_in')}
          </small>
        </p>
        <p class="whitespace-pre-wrap">{price.description}</p>
        {facts.length > 0 && <Facts items={facts} />}
        {price.agreedAt ? (
          <p class="meta">{t('tickets.price.agreed_on', { date: format.date(price.agreedAt) })}</p>
        ) : (
          <p class="meta">
            {t(price.terms === 'later' ? 'tickets.price.terms_later' : 'tickets.price.terms_now')}
          </p>
        )}
        {price.paying && (
          <Notice icon="hourglass">
            <p>{t('tickets.price.paying')}</p>
          </Notice>
        )}
        {lapsed && (
          <Notice icon="clock" tone="warning">
            <p>{t('tickets.price.lapsed')}</p>
          </Notice>
        )}
        {place && price.id && (
          <Decide ui={ui} place={place} request={price.id} may={may} agreed={price.agreedAt !== null} />
        )}
      </div>
    </Card>
  )
}

/** What is left without taxes. Minor units. */
const netOf = (amount: number, taxes: { amount: number }[]): number =>
  taxes.reduce((left, tax) => left - tax.amount, amount)

const Decide = (props: {
  ui: Ui
  place: { slug: string; projectId: string; ticketId: string }
  request: string
  may: PriceCardProps['may']
  /** To be invoiced: paying at once is possible, not asked for. */
  agreed: boolean
}) => {
  const { ui, place, request, may, agreed } = props
  const { t } = ui
  const part = (name: TicketPart) => urls.ticketPart(place.slug, place.projectId, place.ticketId, name)
  if (!may.pay && !may.agree && !may.decline) return null
  return (
    <div class="actions actions-stack">
      {may.agree && (
        <ButtonLink
          href={part('agreement')}
          variant="primary"
          size="lg"
          icon="check"
          data-dialog="move-agree"
        >
          {t('tickets.price.agree')}
        </ButtonLink>
      )}
      {may.pay && (
        <form method="post" action={urls.checkout(place.slug, place.projectId, request)}>
          <Button variant={may.agree || agreed ? 'secondary' : 'primary'} size="lg" icon="credit-card" block>
            {t(may.agree || agreed ? 'tickets.price.pay_now' : 'tickets.price.pay')}
          </Button>
        </form>
      )}
      {may.decline && (
        <ButtonLink href={part('decline')} variant="ghost" size="lg" data-dialog="move-decline">
          {t('tickets.price.decline')}
        </ButtonLink>
      )}
    </div>
  )
}
