import type { Context } from 'hono'
import { Hono } from 'hono'
import { ProjectDashboard } from '../../templates/projects/dashboard'
import { PiecePage, SteeringForm } from '../../templates/projects/steering'
import { dashboard } from '../domain/overview/dashboard'
import { projectById } from '../domain/projects/projects'
import { type Piece, pieceInputs, pieces, steer, steeringInput } from '../domain/projects/steering'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { sentenceOf } from '../web/sentence'
import { team } from '../web/session'

/** A project's dashboard, and what the team says of it: all at once, or piece by piece. */
export const project = new Hono<ProjectApp>()
  .get('/', async c => {
    const { scope, ui } = c.var
    const data = await dashboard(scope)
    return page(
      c,
      { title: data.project.name, at: 'project' },
      <ProjectDashboard
        ui={ui}
        slug={scope.workspace.slug}
        team={scope.isTeam}
        manage={scope.can.manage}
        finance={scope.can.finance}
        mine={data.project.contactId !== null && data.project.contactId === scope.actor.membershipId}
        approve={scope.can.approve}
        currency={scope.workspace.currency}
        data={data}
        recent={data.recent.map(e => ({ at: e.at, text: sentenceOf(ui, e) }))}
      />,
    )
  })
  .get('/steering', team, async c => steeringPage(c))
  .post('/steering', team, async c => {
    const parsed = await form(c, steeringInput)
    if (!parsed.ok) return steeringPage(c, parsed)
    await steer(c.var.scope, parsed.data)
    return published(c)
  })

for (const piece of pieces)
  project
    .get(`/steering/${piece}`, team, async c => piecePage(c, piece))
    .post(`/steering/${piece}`, team, async c => {
      const parsed = await form(c, pieceInputs[piece])
      if (!parsed.ok) return piecePage(c, piece, parsed)
      await steer(c.var.scope, parsed.data)
      return published(c)
    })

type In = Context<ProjectApp>

const published = (c: In) =>
  seeOther(c, urls.project(c.var.scope.workspace.slug, c.var.scope.project.id), 'projects.steer.published')

async function steeringPage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const { project } = await projectById(scope)
  return page(
    c,
    { title: ui.t('projects.steer.title'), at: 'project', status: refused ? 422 : 200 },
    <SteeringForm ui={ui} slug={scope.workspace.slug} project={project} refused={refused} />,
  )
}

async function piecePage(c: In, piece: Piece, refused?: Refused) {
  const { scope, ui } = c.var
  const { project } = await projectById(scope)
  return page(
    c,
    { title: ui.t(`projects.piece.${piece}`), at: 'project', status: refused ? 422 : 200 },
    <PiecePage ui={ui} slug={scope.workspace.slug} project={project} piece={piece} refused={refused} />,
  )
}
