import { type Context, Hono } from 'hono'
import { FailuresPage } from '../../templates/activity/failures'
import { subjectOf } from '../../templates/mail/said'
import { deadLetter, listFailures, retryMail, settleLetter } from '../domain/activity/failures'
import { MAIL_PURPOSE, type SealedMail } from '../domain/notifications/follow'
import { unseal } from '../lib/seal'
import { sendAgain, sendMails } from '../outside/queues'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { managers } from '../web/session'

/** What did not go out or through, for those who run the workspace, with a way to try again. */
export const failures = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', async c => {
    const { scope, ui } = c.var
    const { mails, letters } = await listFailures(scope)
    const named = await Promise.all(
      mails.map(async ({ sealedProps, ...mail }) => ({ ...mail, subject: await subjectIn(c, sealedProps) })),
    )
    return page(
      c,
      { title: ui.t('activity.failures.title'), at: 'settings' },
      <FailuresPage ui={ui} slug={scope.workspace.slug} mails={named} letters={letters} />,
    )
  })
  .post('/mails/:mail', async c => {
    const id = c.req.param('mail')
    await retryMail(c.var.scope, id)
    // Only a nudge: the cron takes up what waits.
    c.executionCtx.waitUntil(sendMails(c.env, [id]).catch(() => {}))
    return seeOther(c, urls.failures(c.var.scope.workspace.slug), 'activity.failures.mail_again')
  })
  .post('/letters/:letter', async c => {
    const { scope } = c.var
    const id = c.req.param('letter')
    const { queue, body } = await deadLetter(scope, id)
    // First back into the queue: there twice does no harm, nowhere would lose it.
    await sendAgain(c.env, queue, body)
    await settleLetter(scope, id)
    return seeOther(c, urls.failures(scope.workspace.slug), 'activity.failures.message_again')
  })

/** A mail's subject, where it still says one. */
async function subjectIn(c: Context<WorkspaceApp>, sealed: string | null): Promise<string | null> {
  const { config, ui, scope } = c.var
  try {
    const secrets = [config.SECRET_KEY, config.SECRET_KEY_OLD]
    const { draft } = await unseal<SealedMail>(secrets, MAIL_PURPOSE, sealed ?? '')
    // A code or a link that opens something is for its reader alone.
    return draft.kind.startsWith('accounts.') ? null : subjectOf(draft, ui, scope.workspace.name)
  } catch {
    return null
  }
}
