import { isMessage, type MessageKey, type Ui } from '../../locales'
import type { MailLine } from '../../src/domain/inbound/waiting'
import { urls } from '../../src/urls'
import { Badge, ButtonLink, Card, EmptyState, Icon, List, Notice, PageHeader, Row, Stack } from '../shared'

type Props = { ui: Ui; slug: string; on: boolean; waiting: MailLine[]; recent: MailLine[] }

/** Mails that wait to be placed, and what became of the others. */
export const InboundPage = ({ ui, slug, on, waiting, recent }: Props) => {
  const { t } = ui
  return (
    <>
      <PageHeader
        title={t('inbound.title')}
        lead={t('inbound.lead')}
        crumbs={{
          label: t('inbound.back'),
          items: [{ label: t('shell.nav.settings'), href: urls.settings(slug) }],
        }}
      />
      <Stack>
        {!on && (
          <Notice tone="warning" icon="triangle-alert" title={t('inbound.off')}>
            <p>{t('inbound.off_text')}</p>
          </Notice>
        )}
        <Card title={t('inbound.waiting')} id="waiting" flush>
          {waiting.length === 0 ? (
            <EmptyState icon="circle-check" title={t('inbound.none')} text={t('inbound.none_text')} />
          ) : (
            <List label={t('inbound.waiting')}>
              {waiting.map(mail => (
                <Row
                  lead={<Icon name="mail" repeated />}
                  title={titleOf(mail, ui)}
                  href={urls.inboundMail(slug, mail.projectId, mail.id)}
                  meta={metaOf(mail, ui)}
                  aside={
                    <Badge tone="warning" icon="circle-alert">
                      {t(problemOf(mail))}
                    </Badge>
                  }
                />
              ))}
            </List>
          )}
        </Card>
        {recent.length > 0 && (
          <Card title={t('inbound.recent')} id="recent" flush>
            <List label={t('inbound.recent')}>
              {recent.map(mail => (
                <Row
                  lead={<Icon name="mail" repeated />}
                  title={titleOf(mail, ui)}
                  meta={metaOf(mail, ui)}
                  aside={
                    <>
                      <Badge tone={mail.state === 'placed' ? 'success' : undefined}>{t(stateOf(mail))}</Badge>
                      {mail.whole && <Original ui={ui} slug={slug} id={mail.id} />}
                    </>
                  }
                />
              ))}
            </List>
          </Card>
        )}
      </Stack>
    </>
  )
}

/** The mail as it came, for a mail program. */
export const Original = ({ ui, slug, id }: { ui: Ui; slug: string; id: string }) => (
  <ButtonLink href={urls.inboundOriginal(slug, id)} size="sm" icon="download" data-hx-boost="false">
    {ui.t('inbound.original')}
  </ButtonLink>
)

const titleOf = (mail: MailLine, { t }: Ui) => mail.subject || t('inbound.no_subject')

export const senderOf = (mail: Pick<MailLine, 'fromName' | 'fromAddress'>, { t }: Ui): string =>
  [mail.fromName, mail.fromName && mail.fromAddress ? `<${mail.fromAddress}>` : mail.fromAddress]
    .filter(Boolean)
    .join(' ') || t('inbound.nobody')

const metaOf = (mail: MailLine, ui: Ui) =>
  [senderOf(mail, ui), mail.project, ui.format.ago(mail.receivedAt, ui.now)].join(' · ')

export function problemOf({ problem }: { problem: string | null }): MessageKey {
  const key = `inbound.problem.${problem}`
  return isMessage(key) ? key : 'inbound.problem.failed'
}

/** The same in a sentence. */
export function reasonFor({ problem }: { problem: string | null }): MessageKey {
  const key = `inbound.because.${problem}`
  return isMessage(key) ? key : 'inbound.because.failed'
}

const stateOf = ({ state, settledBy }: MailLine): MessageKey =>
  state === 'placed'
    ? settledBy
      ? 'inbound.state.by_person'
      : 'inbound.state.placed'
    : state === 'ignored'
      ? 'inbound.state.ignored'
      : 'inbound.state.dismissed'
