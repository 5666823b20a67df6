import type { Ui } from '../../locales'
import type { ReadMail } from '../../src/domain/deliveries/list'
import { didNotGo, statusOf } from '../../src/lib/mail-status'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Columns,
  Facts,
  Feed,
  List,
  Notice,
  PageHeader,
  Row,
  Stack,
} from '../shared'
import { type Named, titleOf } from './mails'
import { MailFate, whyOf } from './status'

type One = Named<ReadMail['mail']>
type Props = {
  ui: Ui
  slug: string
  mail: One
  merged: ReadMail['merged']
  acts: ReadMail['acts']
  /** The way in which it can be sent again, if any. */
  again: 'same' | 'anew' | null
}

/** One mail: to whom, about what, and its story to the end. */
export const MailPage = ({ ui, slug, mail, merged, acts, again }: Props) => {
  const { t } = ui
  const facts = [
    { label: t('communications.one.to'), value: mail.name },
    { label: t('communications.one.address'), value: mail.toAddress },
    { label: t('communications.one.project'), value: mail.project },
    {
      label: t('communications.one.about'),
      value: mail.path && (
        <a class="link" href={mail.path}>
          {t('communications.one.open')}
        </a>
      ),
    },
    { label: t('communications.one.state'), value: <MailFate ui={ui} mail={mail} /> },
  ].filter(fact => fact.value)
  return (
    <>
      <PageHeader
        title={titleOf(ui, mail)}
        crumbs={{
          label: t('workspaces.settings.title'),
          items: [
            { label: t('workspaces.settings.title'), href: urls.settings(slug) },
            { label: t('communications.mails.title'), href: urls.mails(slug) },
          ],
        }}
        actions={
          <>
            {didNotGo(mail) && (
              <form method="post" action={urls.mailAside(slug, mail.id)}>
                <Button variant="ghost">{t('communications.one.aside')}</Button>
              </form>
            )}
            {again && !mail.addressProblem && (
              <form method="post" action={urls.mailAgain(slug, mail.id)}>
                <Button icon="rotate-ccw">{t('communications.one.again')}</Button>
              </form>
            )}
          </>
        }
      />
      <Columns
        aside={
          <Card title={t('communications.one.this')} id="facts" quiet>
            <Facts items={facts} />
          </Card>
        }
      >
        <Stack>
          {again && mail.addressProblem && mail.membershipId && (
            <Notice
              tone="warning"
              icon="triangle-alert"
              actions={
                <ButtonLink
                  href={
                    mail.readerClientId
                      ? urls.contact(slug, mail.readerClientId, mail.membershipId)
                      : urls.member(slug, mail.membershipId)
                  }
                  size="sm"
                >
                  {t('communications.one.address_see')}
                </ButtonLink>
              }
            >
              <p>{t('communications.one.address_note')}</p>
            </Notice>
          )}
          {again && !mail.addressProblem && (mail.state === 'stuck' || again === 'anew') && (
            <Notice icon="rotate-ccw" tone={again === 'anew' ? 'neutral' : undefined}>
              <p>{t(again === 'anew' ? 'communications.one.anew_note' : 'communications.one.stuck_note')}</p>
            </Notice>
          )}
          <Card title={t('communications.one.story')} id="story">
            <Feed label={t('communications.one.story')} items={storyOf(ui, mail, acts)} />
            {mail.mergedInto && (
              <ButtonLink href={urls.mail(slug, mail.mergedInto)} size="sm" iconEnd="chevron-right">
                {t('communications.one.step.merged')}
              </ButtonLink>
            )}
          </Card>
          {merged.length > 0 && (
            <Card title={t('communications.one.told')} id="told" flush>
              <List label={t('communications.one.told')}>
                {merged.map(one => (
                  <Row
                    title={titleOf(ui, one)}
                    href={urls.mail(slug, one.id)}
                    meta={ui.format.dateTime(one.createdAt)}
                  />
                ))}
              </List>
            </Card>
          )}
        </Stack>
      </Columns>
    </>
  )
}

/** What somebody did about a mail. */
const done = { 'mail.retried': 'retried', 'mail.resent': 'resent', 'mail.set_aside': 'set_aside' } as const

/** From when it was made to what is known last, in order. */
function storyOf(ui: Ui, mail: One, acts: ReadMail['acts']) {
  const { t, format } = ui
  const why = whyOf(ui, mail) ?? ''
  const status = statusOf(mail)
  const steps: { at: number | null; text: string | false }[] = [
    { at: mail.createdAt, text: t('communications.one.step.made') },
    {
      at: mail.createdAt,
      text:
        status === 'held' &&
        t('communications.one.step.held', { date: format.dateTime(mail.heldUntil ?? mail.createdAt) }),
    },
    {
      at: mail.firstTriedAt,
      text: mail.firstTriedAt !== null && t('communications.one.step.tried', { n: Math.max(1, mail.tries) }),
    },
    { at: mail.sentAt, text: mail.sentAt !== null && t('communications.one.step.accepted') },
    ...acts.map(({ kind, at, name }) => ({
      at,
      text: t(`communications.one.step.${done[kind as keyof typeof done]}`, { who: name ?? '' }),
    })),
    {
      at: mail.deliveryAt,
      text:
        mail.delivery !== null &&
        [t(`communications.one.step.${mail.delivery}`), mail.deliveryDetail].filter(Boolean).join(' – '),
    },
  ]
  const known = steps
    .filter((step): step is { at: number; text: string } => step.at !== null && Boolean(step.text))
    .sort((x, y) => x.at - y.at)
    .map(step => ({ at: format.dateTime(step.at), text: step.text }))
  if (status !== 'skipped' && status !== 'failed' && status !== 'stuck') return known
  return [...known, { at: '', text: t(`communications.one.step.${status}`, { why }) }]
}
