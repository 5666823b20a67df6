import { type Context, Hono } from 'hono'
import type { ReportInput } from '../domain/reports/change'
import type { Report } from '../domain/reports/reports'
import { Conflict } from '../lib/errors'
import { markdown } from '../lib/markdown'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { managers, team } from '../web/session'

type In = Context<ProjectApp>

// A page for Fridays: what it needs is loaded when somebody opens it.
const domain = () => import('../domain/reports/change')
const reading = () => import('../domain/reports/reports')
const setting = () => import('../domain/reports/weekly')

/** The week's reports of a project: read by both sides, written and sent by the team. */
export const reports = new Hono<ProjectApp>()
  .get('/', c => listPage(c))
  .post('/weekly', managers, async c => {
    const { setWeekly, weeklyInput } = await setting()
    const parsed = await form(c, weeklyInput)
    if (!parsed.ok) return listPage(c, parsed)
    await setWeekly(c.var.scope, parsed.data.weekly)
    const { workspace, project } = c.var.scope
    const { on } = parsed.values
    const back = on === 'settings' ? urls.projectSettings : urls.reports
    return seeOther(c, back(workspace.slug, project.id), 'reports.weekly.saved')
  })
  .get('/:report', async c => {
    const { readReport } = await reading()
    return reportPage(c, await readReport(c.var.scope, c.req.param('report')))
  })
  .post('/:report', team, c => act(c, 'save'))
  .post('/:report/sending', team, c => act(c, 'send'))
  .post('/:report/leaving', team, c => act(c, 'leave'))
  .post('/:report/preview', team, c => preview(c))
  .post('/:report/compilation', team, c => compile(c))

const idOf = (c: In) => c.req.param('report') ?? ''
const placeOf = (c: In) => ({
  ui: c.var.ui,
  slug: c.var.scope.workspace.slug,
  projectId: c.var.scope.project.id,
  projectName: c.var.scope.project.name,
  team: c.var.scope.isTeam,
  finance: c.var.scope.can.finance,
})

async function listPage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const [{ listReports }, { ReportList }] = await Promise.all([
    reading(),
    import('../../templates/reports/list'),
  ])
  const before = /^\d{4}-\d\d-\d\d$/.exec(c.req.query('before') ?? '')?.[0]
  const listed = await listReports(scope, before)
  return page(
    c,
    { title: ui.t('reports.title'), at: 'project', status: refused ? 422 : 200 },
    <ReportList {...placeOf(c)} {...listed} manager={scope.can.manage} before={before} refused={refused} />,
  )
}

/** A draft that can still be sent is written on by the team; anything else is read. */
async function reportPage(c: In, report: Report, unsent?: string) {
  if (report.open && unsent === undefined) return draftPage(c, report)
  const { ReportPage } = await import('../../templates/reports/report')
  return page(
    c,
    { title: c.var.ui.t('reports.title'), at: 'project', status: unsent === undefined ? 200 : 422 },
    <ReportPage {...placeOf(c)} report={report} html={await rendered(report)} unsent={unsent} />,
  )
}

type Draft = {
  typed?: { body: string; money: string }
  /** The state of the draft that the typed words began from; that of now where it is shown too. */
  seen?: number
  said?: 'anew' | 'conflict'
  refused?: Refused
}

async function draftPage(c: In, report: Report, draft: Draft = {}) {
  const { typed, said, refused } = draft
  const [{ ReportDraft }, { seenOf }] = await Promise.all([import('../../templates/reports/draft'), domain()])
  const shown = typed ?? { body: refused?.values.body ?? report.body, money: report.money ?? '' }
  return page(
    c,
    {
      title: c.var.ui.t('reports.title'),
      at: 'project',
      status: refused || said === 'conflict' ? 422 : 200,
      wide: true,
    },
    <ReportDraft
      {...placeOf(c)}
      report={report}
      typed={typed}
      said={said}
      seen={draft.seen ?? seenOf(report)}
      html={await rendered(shown)}
      theirs={said === 'conflict' ? await rendered(report) : undefined}
      refused={refused}
    />,
  )
}

async function rendered({ body, money }: { body: string; money: string | null }) {
  const render = await markdown()
  return { body: render(body), money: money ? render(money) : '' }
}

const notices = { save: 'reports.saved', send: 'reports.sent', leave: 'reports.left' } as const

/** Saves, sends or leaves; whatever comes between, what was typed comes back. */
async function act(c: In, what: keyof typeof notices) {
  const { scope } = c.var
  const id = idOf(c)
  const { reportInput, saveDraft, sendReport, leaveReport } = await domain()
  const parsed = await form(c, reportInput)
  if (!parsed.ok) return again(c, { refused: parsed, seen: Number(parsed.values.seen) || 0 })
  const command = { save: saveDraft, send: sendReport, leave: leaveReport }[what]
  try {
    await command(scope, id, parsed.data)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return again(c, { typed: typedIn(parsed.data), said: 'conflict' })
  }
  return seeOther(c, urls.report(scope.workspace.slug, scope.project.id, id), notices[what])
}

const typedIn = ({ body, money }: ReportInput) => ({ body, money: money ?? '' })

/** The page once more with a person's words: still to be sent, or too late. */
async function again(c: In, draft: Draft) {
  const { readReport } = await reading()
  const report = await readReport(c.var.scope, idOf(c))
  if (report.open) return draftPage(c, report, draft)
  return reportPage(c, report, draft.typed?.body ?? draft.refused?.values.body ?? '')
}

/** The same page with what was typed and how it would be read; nothing is kept. */
async function preview(c: In) {
  const { reportInput } = await domain()
  const parsed = await form(c, reportInput)
  const seen = Number(parsed.values.seen) || 0
  return again(c, parsed.ok ? { typed: typedIn(parsed.data), seen } : { refused: parsed, seen })
}

/** Gathers the week anew into the fields, without keeping it; asks first where somebody's words would go. */
async function compile(c: In) {
  const { scope, now } = c.var
  const { reportInput, compiledAnew } = await domain()
  const parsed = await form(c, reportInput)
  const typed = parsed.ok ? typedIn(parsed.data) : { body: '', money: '' }
  const [{ uiFor }, { writeWeek }, { languageOf }] = await Promise.all([
    import('../../locales'),
    import('../../templates/reports/words'),
    import('../domain/reports/week'),
  ])
  const ui = await uiFor(languageOf(scope.workspace), scope.workspace, now)
  const { report, ...anew } = await compiledAnew(scope, idOf(c), writeWeek(ui))
  const own = report.changedAt !== null || typed.body !== report.body
  const seen = Number(parsed.values.seen) || 0
  if (!own || !parsed.ok || parsed.values.sure)
    return draftPage(c, report, { typed: anew, said: 'anew', seen })
  const { CompileAnew } = await import('../../templates/reports/draft')
  return page(
    c,
    { title: c.var.ui.t('reports.anew_title'), at: 'project', wide: true },
    <CompileAnew {...placeOf(c)} report={report} typed={typed} seen={seen} html={await rendered(anew)} />,
  )
}
