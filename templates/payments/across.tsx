import type { MessageKey, Ui } from '../../locales'
import type { AcrossPayment, AcrossPayments } from '../../src/domain/payments/across'
import type { PaymentFilter } from '../../src/domain/payments/filter'
import { urls } from '../../src/urls'
import {
  ButtonLink,
  Card,
  DateText,
  EmptyState,
  Icon,
  List,
  Money,
  Notice,
  PageHeader,
  Pager,
  Row,
  Section,
  Stack,
  Table,
} from '../shared'
import { Filters, queryOf } from './filters'
import { Months } from './months'
import { awaitedFirst } from './order'
import { PaymentFlags, PaymentState } from './state'
import { Sums } from './sums'

type Props = { ui: Ui; slug: string; filter: PaymentFilter; data: AcrossPayments; isFiltered: boolean }

const amountOf = ({ format }: Ui, p: AcrossPayment) => (
  <Money text={format.money(p.amount ?? 0, p.currency)} />
)

/** The workspace's payments over all projects: what is awaited, received, overdue, and each of them. */
export const AllPayments = ({ ui, slug, filter, data, isFiltered }: Props) => {
  const { t, format } = ui
  const none = data.payments.length === 0
  return (
    <>
      <PageHeader
        title={t('payments.title')}
        actions={
          <>
            <ButtonLink
              href={urls.webhookInbox(slug)}
              variant={data.failing > 0 ? 'secondary' : 'ghost'}
              icon={data.failing > 0 ? 'triangle-alert' : 'inbox'}
            >
              {data.failing > 0
                ? t('payments.inbox.failing', { count: data.failing })
                : t('payments.inbox.open')}
            </ButtonLink>
            {!none && (
              <ButtonLink
                href={urls.paymentsCsv(slug, queryOf(filter))}
                icon="download"
                data-hx-boost="false"
              >
                {t('payments.export.button')}
              </ButtonLink>
            )}
          </>
        }
      />
      {none && !isFiltered ? (
        <EmptyState icon="wallet" title={t('payments.none')} text={t('payments.none_team')} />
      ) : (
        <Stack>
          {!filter.flag && <Look ui={ui} slug={slug} look={data.look} />}
          <Sums ui={ui} sums={data.sums} isTeam />
          {!isFiltered && <Months ui={ui} pictures={data.pictures} />}
          <Filters ui={ui} slug={slug} filter={filter} data={data} isFiltered={isFiltered} />
          {none ? (
            <EmptyState
              icon="search"
              title={t('payments.filter.none')}
              text={t('payments.filter.none_text')}
            />
          ) : (
            <Table
              caption={t('payments.caption')}
              columns={[
                { label: t('payments.column.what') },
                { label: t('payments.column.project') },
                { label: t('payments.column.due'), minor: true },
                { label: t('payments.column.state') },
                { label: t('payments.column.amount'), numeric: true },
              ]}
              rows={data.payments.map(p => ({
                href: urls.payment(slug, p.projectId, p.id),
                cells: [
                  p.title,
                  `${p.client} · ${p.project}`,
                  p.dueOn ? <DateText date={p.dueOn} text={format.shortDay(p.dueOn)} /> : '',
                  <>
                    <PaymentState t={t} state={p.state} overdue={p.overdue} />
                    <PaymentFlags t={t} payment={p} />
                  </>,
                  amountOf(ui, p),
                ],
              }))}
            />
          )}
          {data.next && (
            <Pager
              label={t('payments.pages')}
              next={{
                label: t('payments.older'),
                href: urls.allPayments(slug, { ...queryOf(filter), before: data.next }),
              }}
            />
          )}
          {isFiltered && <Months ui={ui} pictures={data.pictures} />}
        </Stack>
      )}
    </>
  )
}

const flags = ['disputed', 'duplicate', 'late'] as const

/** What wants somebody's eyes before the rest, each leading to its payments. */
const Look = ({ ui: { t }, slug, look }: { ui: Ui; slug: string; look: AcrossPayments['look'] }) => {
  const found = flags.filter(flag => look[flag] > 0)
  return found.length === 0 ? null : (
    <Notice tone="danger" icon="triangle-alert" title={t('payments.look.title')}>
      {found.map(flag => (
        <p>
          <a class="underline underline-offset-4" href={urls.allPayments(slug, { flag })}>
            {t(`payments.look.${flag}`, { count: look[flag] })}
          </a>
        </p>
      ))}
    </Notice>
  )
}

/** A contact's payments over all the projects of their company: what remains, and their receipts. */
export const OwnPayments = ({ ui, slug, data, filter }: Omit<Props, 'isFiltered'>) => {
  const { t } = ui
  const projects = data.projects.filter(project => data.payments.some(p => p.projectId === project.id))
  return (
    <>
      <PageHeader title={t('payments.title')} />
      {data.payments.length === 0 ? (
        <EmptyState icon="wallet" title={t('payments.none')} text={t('payments.none_client')} />
      ) : (
        <Stack>
          <Sums ui={ui} sums={data.sums} isTeam={false} />
          {projects.map(project => (
            <Section id={`project-${project.id}`} title={project.name}>
              <Card flush>
                <List label={project.name}>
                  {awaitedFirst(data.payments.filter(p => p.projectId === project.id)).map(p => (
                    <OwnPayment ui={ui} slug={slug} payment={p} />
                  ))}
                </List>
              </Card>
            </Section>
          ))}
          {data.next && (
            <Pager
              label={t('payments.pages')}
              next={{
                label: t('payments.older'),
                href: urls.allPayments(slug, { ...queryOf(filter), before: data.next }),
              }}
            />
          )}
        </Stack>
      )}
    </>
  )
}

const OwnPayment = ({ ui, slug, payment: p }: { ui: Ui; slug: string; payment: AcrossPayment }) => {
  const { t, format } = ui
  const when =
    p.paidAt !== null
      ? t('payments.paid_on', { date: format.date(p.paidAt) })
      : p.state === 'pending' && p.dueOn
        ? t(p.overdue ? 'payments.was_due_on' : 'payments.due_on', { date: format.shortDay(p.dueOn) })
        : t('payments.asked_on', { date: format.date(p.createdAt) })
  return (
    <Row
      href={urls.payment(slug, p.projectId, p.id)}
      lead={<Icon name={p.kind === 'ticket' ? 'ticket' : 'receipt-text'} repeated />}
      title={p.title}
      meta={`${t(`payments.kind.${p.kind}` as MessageKey)} · ${when}`}
      aside={
        <>
          <PaymentState t={t} state={p.state} overdue={p.overdue} />
          {p.paidAt !== null && (
            <ButtonLink
              href={urls.paymentPart(slug, p.projectId, p.id, 'receipt')}
              size="sm"
              icon="download"
              data-hx-boost="false"
            >
              {t('payments.receipt.short')}
            </ButtonLink>
          )}
          {amountOf(ui, p)}
        </>
      }
    />
  )
}
