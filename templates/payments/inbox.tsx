import type { MessageKey, Ui } from '../../locales'
import type { listWebhooks, WebhookFilter } from '../../src/domain/payments/inbox'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Card, EmptyState, List, PageHeader, Pager, Row, Stack } from '../shared'
import { Outcome } from './attempts'
import { saidOf } from './said'

type Props = {
  ui: Ui
  slug: string
  filter: WebhookFilter
  data: Awaited<ReturnType<typeof listWebhooks>>
}

const states = ['', 'failing', 'odd', 'waiting'] as const

/** What payment providers told us, what became of it, and the way to have it processed again. */
export const Inbox = ({ ui, slug, filter, data }: Props) => {
  const { t, format } = ui
  const { webhooks, next } = data
  return (
    <>
      <PageHeader
        title={t('payments.inbox.title')}
        lead={t('payments.inbox.lead')}
        crumbs={{
          label: t('payments.title'),
          items: [{ label: t('payments.title'), href: urls.allPayments(slug) }],
        }}
      />
      <Stack>
        <nav class="actions" aria-label={t('payments.inbox.filters')}>
          {states.map(state => (
            <ButtonLink
              href={urls.webhookInbox(slug, { state })}
              size="sm"
              variant={(filter.state ?? '') === state ? 'secondary' : 'ghost'}
              aria-current={(filter.state ?? '') === state ? 'page' : undefined}
            >
              {t(`payments.inbox.state.${state || 'all'}` as MessageKey)}
              {state === 'failing' && data.failing > 0 && ` (${data.failing})`}
              {state === 'odd' && data.odd > 0 && ` (${data.odd})`}
            </ButtonLink>
          ))}
        </nav>
        {webhooks.length === 0 ? (
          <EmptyState icon="inbox" title={t('payments.inbox.none')} text={t('payments.inbox.none_text')} />
        ) : (
          <Card flush>
            <List label={t('payments.inbox.title')}>
              {webhooks.map(event => (
                <Row
                  title={saidOf(t, event.type) ?? <code>{event.type}</code>}
                  href={
                    event.projectId && event.requestId
                      ? urls.payment(slug, event.projectId, event.requestId)
                      : undefined
                  }
                  meta={[
                    event.title,
                    t(`payments.way.${event.provider}` as MessageKey),
                    format.dateTime(event.receivedAt),
                    event.tries > 1 && t('payments.inbox.tries', { count: event.tries }),
                    saidOf(t, event.type) && event.type,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  aside={
                    <>
                      <Outcome ui={ui} outcome={event.processedAt === null ? null : event.outcome} />
                      <form method="post" action={urls.webhookInbox(slug)}>
                        <input type="hidden" name="provider" value={event.provider} />
                        <input type="hidden" name="id" value={event.id} />
                        <Button size="sm" variant="ghost" icon="refresh-cw">
                          {t('payments.inbox.again')}
                        </Button>
                      </form>
                    </>
                  }
                />
              ))}
            </List>
          </Card>
        )}
        {next && (
          <Pager
            label={t('payments.pages')}
            next={{
              label: t('payments.older'),
              href: urls.webhookInbox(slug, { state: filter.state ?? '', before: next }),
            }}
          />
        )}
      </Stack>
    </>
  )
}
