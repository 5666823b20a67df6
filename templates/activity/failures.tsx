import type { MessageKey, Ui } from '../../locales'
import { isMessage } from '../../locales'
import type { Failures } from '../../src/domain/activity/failures'
import { urls } from '../../src/urls'
import { Badge, Button, Card, EmptyState, Icon, List, PageHeader, Row, Stack } from '../shared'

type FailedMail = Omit<Failures['mails'][number], 'sealedProps'> & { subject: string | null }
type Props = { ui: Ui; slug: string; mails: FailedMail[]; letters: Failures['letters'] }

/** What did not go through by itself: each with its reason and a way to try again. */
export const FailuresPage = ({ ui, slug, mails, letters }: Props) => {
  const { t } = ui
  return (
    <>
      <PageHeader
        title={t('activity.failures.title')}
        lead={t('activity.failures.lead')}
        crumbs={{
          label: t('activity.failures.way_back'),
          items: [{ label: t('shell.nav.settings'), href: urls.settings(slug) }],
        }}
      />
      {mails.length + letters.length === 0 ? (
        <EmptyState
          icon="circle-check"
          title={t('activity.failures.none')}
          text={t('activity.failures.none_text')}
        />
      ) : (
        <Stack>
          {mails.length > 0 && (
            <Card title={t('activity.failures.mails')} id="mails" flush>
              <List label={t('activity.failures.mails')}>
                {mails.map(mail => (
                  <MailRow mail={mail} ui={ui} slug={slug} />
                ))}
              </List>
            </Card>
          )}
          {letters.length > 0 && (
            <Card title={t('activity.failures.messages')} id="messages" flush>
              <List label={t('activity.failures.messages')}>
                {letters.map(letter => (
                  <Row
                    lead={<Icon name="refresh-cw" repeated />}
                    title={t(whatWas(letter.queue))}
                    meta={ui.format.dateTime(letter.at)}
                    aside={<Again ui={ui} action={urls.deadLetter(slug, letter.id)} />}
                  />
                ))}
              </List>
            </Card>
          )}
        </Stack>
      )}
    </>
  )
}

const MailRow = ({ mail, ui, slug }: { mail: FailedMail; ui: Ui; slug: string }) => {
  const { t } = ui
  const stuck = mail.state === 'stuck'
  const unnamed = mail.kind.startsWith('accounts.') ? 'private_mail' : 'unread_mail'
  return (
    <Row
      lead={<Icon name="mail" repeated />}
      title={mail.subject ?? t(`activity.failures.${unnamed}`)}
      meta={`${mail.toAddress} · ${ui.format.dateTime(mail.createdAt)}`}
      aside={
        <>
          <Badge tone={stuck ? 'warning' : 'danger'} icon={stuck ? 'circle-help' : 'circle-x'}>
            {t(reasonOf(mail))}
          </Badge>
          <Again ui={ui} action={urls.failedMail(slug, mail.id)} />
        </>
      }
    />
  )
}

const Again = ({ ui, action }: { ui: Ui; action: string }) => (
  <form method="post" action={action}>
    <Button size="sm" icon="rotate-ccw">
      {ui.t('activity.failures.again')}
    </Button>
  </form>
)

function reasonOf({ state, problem }: FailedMail): MessageKey {
  if (state === 'stuck') return 'activity.failures.reason.too_late'
  const key = `activity.failures.reason.${problem}`
  return isMessage(key) ? key : 'activity.failures.reason.refused'
}

const whatWas = (queue: string): MessageKey =>
  queue === 'parvis-mail' ? 'activity.failures.a_mail' : 'activity.failures.an_event'
