import { type Context, Hono } from 'hono'
import {
  type Approval,
  isDecided,
  listApprovals,
  mayDecide,
  readApproval,
} from '../domain/approvals/approvals'
import { askApproval, askInput } from '../domain/approvals/ask'
import { acceptance, changes, decidable, decide, withdraw } from '../domain/approvals/decide'
import { type Pointed, subjectOf } from '../domain/approvals/subject'
import { cleanName, disposition } from '../domain/files/names'
import { NotFound } from '../lib/errors'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { form, type Refused } from '../web/form'
import { page } from '../web/page'
import { printed } from '../web/pdf'
import { seeOther } from '../web/reply'
import { team } from '../web/session'
import { nextReminderOf } from './next-reminder'

type In = Context<ProjectApp>

/** What the client is asked to approve, what they said of it, and the receipts. */
export const approvals = new Hono<ProjectApp>()
  .get('/', async c => {
    const { scope, ui } = c.var
    const list = await listApprovals(scope)
    const { ApprovalsPage } = await import('../../templates/approvals/list')
    return page(
      c,
      { title: ui.t('approvals.title'), at: 'project' },
      <ApprovalsPage {...standing(c)} team={scope.isTeam} approvals={list} />,
    )
  })
  .get('/new', team, c => askPage(c, pointedAt(c.req.query())))
  .post('/', team, async c => {
    const { scope } = c.var
    const sent = await form(c, askInput)
    if (!sent.ok) return askPage(c, pointedAt(sent.values), sent)
    const id = await askApproval(scope, pointedAt(sent.data), sent.data)
    return seeOther(c, urls.approval(scope.workspace.slug, scope.project.id, id), 'approvals.ask.sent')
  })
  .get('/:approval', async c => {
    const { scope } = c.var
    const reminder = await nextReminderOf(c, 'approval', c.req.param('approval'))
    const approval = await readApproval(scope, c.req.param('approval'), reminder.asks)
    const { ApprovalView } = await import('../../templates/approvals/approval')
    return page(
      c,
      { title: approval.title, at: 'project' },
      <ApprovalView
        {...standing(c)}
        team={scope.isTeam}
        decides={mayDecide(scope, approval)}
        active={scope.project.archivedAt === null}
        approval={approval}
        reminder={reminder.line(approval.beside)}
      />,
    )
  })
  .get('/:approval/acceptance', c => acceptancePage(c, c.req.param('approval')))
  .post('/:approval/acceptance', async c => {
    const id = c.req.param('approval')
    const sent = await form(c, acceptance)
    if (!sent.ok) return acceptancePage(c, id, sent)
    await decide(c.var.scope, id, { outcome: 'approved', sha256: sent.data.sha256 })
    return back(c, id, 'approvals.confirm.done')
  })
  .get('/:approval/changes', c => changesPage(c, c.req.param('approval')))
  .post('/:approval/changes', async c => {
    const id = c.req.param('approval')
    const sent = await form(c, changes)
    if (!sent.ok) return changesPage(c, id, sent)
    await decide(c.var.scope, id, { outcome: 'changes', ...sent.data })
    return back(c, id, 'approvals.changing.done')
  })
  .post('/:approval/withdrawal', team, async c => {
    const id = c.req.param('approval')
    await withdraw(c.var.scope, id)
    return back(c, id, 'approvals.withdrawn')
  })
  .get('/:approval/receipt', async c => {
    const { scope, ui, config } = c.var
    const approval = await readApproval(scope, c.req.param('approval'))
    if (!isDecided(approval)) throw new NotFound()
    const { receiptOf } = await import('../../templates/approvals/receipt')
    const definition = receiptOf({
      ui,
      workspace: scope.workspace,
      project: scope.project.name,
      approval,
      verify: `${config.ORIGIN}${urls.verify(approval.code)}`,
    })
    const name = cleanName(`${ui.t('approvals.receipt.file', { title: approval.title })}.pdf`)
    return c.body(await printed(c.env.ASSETS, definition), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': disposition(name, false),
      'Cache-Control': 'private, no-store',
    })
  })

const standing = ({ var: { scope, ui } }: In) => ({
  ui,
  slug: scope.workspace.slug,
  project: scope.project.id,
})

function pointedAt({ phase, file, version }: Record<string, unknown>): Pointed {
  if (phase) return { phase: String(phase) }
  if (file && version) return { file: String(file), version: String(version) }
  throw new NotFound()
}

const back = (c: In, id: string, notice: Parameters<typeof seeOther>[2]) =>
  seeOther(c, urls.approval(c.var.scope.workspace.slug, c.var.scope.project.id, id), notice)

async function askPage(c: In, pointed: Pointed, refused?: Refused) {
  const { subject, open } = await subjectOf(c.var.scope, pointed)
  const { AskForm } = await import('../../templates/approvals/ask')
  return page(
    c,
    { title: c.var.ui.t('approvals.ask.title'), at: 'project', status: refused ? 422 : 200 },
    <AskForm {...standing(c)} subject={subject} open={open.length > 0} refused={refused} />,
  )
}

async function acceptancePage(c: In, id: string, refused?: Refused) {
  const approval = await decidable(c.var.scope, id)
  const { AcceptanceForm } = await import('../../templates/approvals/answers')
  return page(
    c,
    {
      title: c.var.ui.t('approvals.confirm.title', { title: approval.title }),
      at: 'project',
      status: refused ? 422 : 200,
    },
    <AcceptanceForm {...standing(c)} approval={approval} refused={refused} />,
  )
}

/** The client's open remarks on the version, as a beginning of what they ask to change. */
function carried({ var: { ui } }: In, { remarks }: Approval): Refused | undefined {
  if (remarks.length === 0) return undefined
  const lines = remarks.map(({ page, body }, at) =>
    page
      ? ui.t('filePage.remarks.carried_page', { number: at + 1, page, body })
      : ui.t('filePage.remarks.carried_line', { number: at + 1, body }),
  )
  return { values: { comment: lines.join('\n').slice(0, 5000) }, errors: {} }
}

async function changesPage(c: In, id: string, refused?: Refused) {
  const approval = await decidable(c.var.scope, id)
  const { ChangesForm } = await import('../../templates/approvals/answers')
  return page(
    c,
    { title: c.var.ui.t('approvals.changing.title'), at: 'project', status: refused ? 422 : 200 },
    <ChangesForm {...standing(c)} approval={approval} refused={refused ?? carried(c, approval)} />,
  )
}
