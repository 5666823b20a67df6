import { type Context, Hono } from 'hono'
import { isPrivateMail } from '../lib/mail-status'
import { sendAgain, sendMails } from '../outside/queues'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { managers } from '../web/session'
import { subjectIn } from './subject'

type In = Context<WorkspaceApp>

/** Every mail of the workspace and what became of it, for those who run it; and what did not go through, with a way on. */
export const mails = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', async c => {
    const { scope, ui } = c.var
    const [{ listMails, mailFilter }, { MailsPage }] = await Promise.all([
      import('../domain/deliveries/list'),
      import('../../templates/communications/mails'),
    ])
    const filter = mailFilter.parse(c.req.query())
    const data = await listMails(scope, filter)
    const named = await Promise.all(data.mails.map(mail => withSubject(c, mail)))
    return page(
      c,
      { title: ui.t('communications.mails.title'), at: 'settings' },
      <MailsPage ui={ui} slug={scope.workspace.slug} filter={filter} data={{ ...data, mails: named }} />,
    )
  })
  .post('/letters/:letter', async c => {
    const { scope } = c.var
    const id = c.req.param('letter')
    const { deadLetter, settleLetter } = await import('../domain/activity/failures')
    const { queue, body } = await deadLetter(scope, id)
    // First back into the queue: there twice does no harm, nowhere would lose it.
    await sendAgain(c.env, queue, body)
    await settleLetter(scope, id)
    return seeOther(c, attention(c), 'activity.failures.message_again')
  })
  .get('/:mail', async c => {
    const { scope, ui } = c.var
    const [{ readMail }, { waysAgain }, { MailPage }] = await Promise.all([
      import('../domain/deliveries/list'),
      import('../domain/notifications/again'),
      import('../../templates/communications/mail'),
    ])
    const { mail, ...rest } = await readMail(scope, c.req.param('mail'))
    const named = await withSubject(c, mail)
    const again = waysAgain({ ...named, grouped: rest.merged.length > 0 })
    return page(
      c,
      { title: named.subject ?? ui.t('communications.mails.title'), at: 'settings' },
      <MailPage ui={ui} slug={scope.workspace.slug} mail={named} {...rest} again={again} />,
    )
  })
  .post('/:mail/again', async c => {
    const { scope } = c.var
    const id = c.req.param('mail')
    const { sendMailAgain } = await import('../domain/notifications/again')
    const again = await sendMailAgain(scope, c.var.person, c.var.config.SECRET_KEY, id)
    // Only a nudge: the cron takes up what waits.
    c.executionCtx.waitUntil(sendMails(c.env, [again.mailId]).catch(() => {}))
    return seeOther(
      c,
      urls.mail(scope.workspace.slug, again.mailId),
      again.anew ? 'communications.one.resent' : 'communications.one.queued',
    )
  })
  .post('/:mail/aside', async c => {
    const { setMailAside } = await import('../domain/notifications/aside')
    await setMailAside(c.var.scope, c.req.param('mail'))
    return seeOther(c, attention(c), 'communications.one.set_aside')
  })

/** Where they stood before they stood among all mails. */
export const failures = new Hono<WorkspaceApp>().get('/', managers, c => c.redirect(attention(c), 303))

const attention = (c: In) => urls.mails(c.var.scope.workspace.slug, { state: 'attention' })

/** With its subject, and whether what it says is still kept. */
async function withSubject<M extends { kind: string; subject: string | null; sealedProps: string | null }>(
  c: In,
  { sealedProps, ...mail }: M,
) {
  const subject = await subjectIn(c, mail.kind, { subject: mail.subject, sealedProps })
  return { ...mail, subject, isPrivate: isPrivateMail(mail.kind), kept: sealedProps !== null }
}
