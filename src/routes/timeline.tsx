import type { Context } from 'hono'
import { Hono } from 'hono'
import * as z from 'zod'
import { TimelinePage } from '../../templates/projects/timeline'
import { timeline as phasesWithMarks } from '../domain/overview/timeline'
import {
  addPhase,
  editPhase,
  movePhase,
  phaseById,
  phaseInput,
  phaseName,
  phasePlace,
  removePhase,
} from '../domain/projects/phases'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { team } from '../web/session'

/** The phases of a project: everybody reads them, the team keeps them. */
export const timeline = new Hono<ProjectApp>()
  .get('/', async c => timelinePage(c))
  .post('/', team, async c => {
    const parsed = await form(c, phaseName)
    if (!parsed.ok) return timelinePage(c, parsed)
    await addPhase(c.var.scope, parsed.data.name)
    return toTimeline(c, 'projects.phase.added')
  })
  .get('/:phase', team, async c => phasePage(c, c.req.param('phase')))
  .post('/:phase', team, async c => {
    const parsed = await form(c, phaseInput)
    if (!parsed.ok) return phasePage(c, c.req.param('phase'), parsed)
    const { scope } = c.var
    await editPhase(scope, c.req.param('phase'), parsed.data)
    if (parsed.values.on !== 'dashboard') return toTimeline(c, 'projects.phase.saved')
    return seeOther(c, urls.project(scope.workspace.slug, scope.project.id), 'projects.phase.saved')
  })
  .post('/:phase/position', team, async c => {
    const parsed = await form(c, phasePlace)
    if (parsed.ok) await movePhase(c.var.scope, c.req.param('phase'), parsed.data)
    return toTimeline(c)
  })
  .get('/:phase/removal', team, async c => removalPage(c, c.req.param('phase')))
  .post('/:phase/removal', team, async c => {
    const phase = c.req.param('phase')
    const parsed = await form(c, z.object({ into: z.string().max(64).default('') }))
    if (!parsed.ok) return removalPage(c, phase, parsed)
    const done = await attempt(parsed.values, () => removePhase(c.var.scope, phase, parsed.data.into || null))
    return done.ok ? toTimeline(c, 'projects.phase.removed') : removalPage(c, phase, done)
  })

type In = Context<ProjectApp>

const toTimeline = (c: In, notice?: Parameters<typeof seeOther>[2]) =>
  seeOther(c, urls.timeline(c.var.scope.workspace.slug, c.var.scope.project.id), notice)

async function timelinePage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const phases = await phasesWithMarks(scope)
  const edits = scope.isTeam && scope.project.archivedAt === null
  return page(
    c,
    {
      title: ui.t('projects.timeline.title'),
      at: 'project',
      status: refused ? 422 : 200,
      scripts: edits ? ['timeline'] : [],
    },
    <TimelinePage
      ui={ui}
      slug={scope.workspace.slug}
      project={scope.project}
      phases={phases}
      edits={edits}
      finance={scope.can.finance}
      refused={refused}
    />,
  )
}

async function phasePage(c: In, id: string, refused?: Refused) {
  const { scope, ui } = c.var
  const { phase } = await phaseById(scope, id)
  const { PhasePage } = await import('../../templates/projects/phase')
  return page(
    c,
    { title: phase.name, at: 'project', status: refused ? 422 : 200 },
    <PhasePage ui={ui} slug={scope.workspace.slug} project={scope.project} phase={phase} refused={refused} />,
  )
}

async function removalPage(c: In, id: string, refused?: Refused) {
  const { scope, ui } = c.var
  const { phase, phases, hanging } = await phaseById(scope, id)
  const { PhaseRemoval } = await import('../../templates/projects/phase')
  return page(
    c,
    { title: ui.t('projects.phase.remove'), at: 'project', status: refused ? 422 : 200 },
    <PhaseRemoval
      ui={ui}
      slug={scope.workspace.slug}
      project={scope.project}
      phase={phase}
      others={phases.filter(p => p.id !== phase.id)}
      hanging={hanging}
      refused={refused}
    />,
  )
}
