import { type Context, Hono } from 'hono'
import { recheckRooms } from '../domain/activity/rooms'
import { listProjects } from '../domain/projects/projects'
import {
  changePerson,
  invite,
  listMembers,
  memberChange,
  memberInput,
  personById,
  removePerson,
} from '../domain/workspaces/people'
import { changeSettings, settingsInput } from '../domain/workspaces/settings'
import { Forbidden, NotFound } from '../lib/errors'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { attempt, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { goWhole, seeOther } from '../web/reply'
import { managers } from '../web/session'

type In = Context<WorkspaceApp>

/** The workspace's look, and who works in it: owners and administrators. */
export const settings = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', c => settingsPage(c))
  .post('/', async c => {
    const parsed = await form(c, settingsInput)
    if (!parsed.ok) return settingsPage(c, parsed)
    await changeSettings(c.var.scope, parsed.data)
    return goWhole(c, urls.settings(c.var.scope.workspace.slug))
  })
  .get('/members', async c => {
    const { scope, ui } = c.var
    const members = await listMembers(scope)
    const { MemberList } = await import('../../templates/workspaces/members')
    return page(
      c,
      { title: ui.t('workspaces.members.title'), at: 'settings' },
      <MemberList ui={ui} slug={scope.workspace.slug} members={members} me={scope.me} />,
    )
  })
  .get('/members/new', c => memberForm(c))
  .post('/members', async c => {
    const { scope, person, config } = c.var
    const parsed = await form(c, memberInput)
    if (!parsed.ok) return memberForm(c, undefined, parsed)
    const { email, name, role, limited, projects } = parsed.data
    if (role === 'owner' && scope.actor.role !== 'owner') throw new Forbidden()
    const rights = {
      finance: role !== 'member',
      approve: false,
      clientId: null,
      access: { limited, projects },
    }
    const done = await attempt(parsed.values, () =>
      invite(scope, person, config.SECRET_KEY, { email, name, role, ...rights }),
    )
    if (!done.ok) return memberForm(c, undefined, done)
    c.executionCtx.waitUntil(c.env.MAIL.send({ mailId: done.result.mailId }))
    return seeOther(c, urls.members(scope.workspace.slug), 'workspaces.members.sent')
  })
  .get('/members/:member', c => memberForm(c, c.req.param('member')))
  .post('/members/:member', async c => {
    const { scope } = c.var
    const member = await memberOf(c, c.req.param('member'))
    const parsed = await form(c, memberChange)
    if (!parsed.ok) return memberForm(c, member.id, parsed)
    const { role, limited, projects } = parsed.data
    await changePerson(scope, member.id, {
      role,
      finance: role !== 'member',
      approve: false,
      access: { limited, projects },
    })
    await closeRooms(c, member.id)
    return seeOther(c, urls.members(scope.workspace.slug), 'workspaces.members.saved')
  })
  .post('/members/:member/address', async c => {
    const { scope, person } = c.var
    const id = c.req.param('member')
    const { trustAddress } = await import('../domain/deliveries/trust')
    await trustAddress(scope, person, id, null)
    return seeOther(c, urls.member(scope.workspace.slug, id), 'communications.problem.trusted')
  })
  .get('/members/:member/removal', async c => {
    const { scope, ui } = c.var
    const member = await memberOf(c, c.req.param('member'))
    const { slug } = scope.workspace
    const { RemovalPage } = await import('../../templates/workspaces/removal')
    return page(
      c,
      { title: ui.t('workspaces.members.remove'), at: 'settings' },
      <RemovalPage
        ui={ui}
        name={member.name}
        action={urls.memberRemoval(slug, member.id)}
        back={urls.member(slug, member.id)}
      />,
    )
  })
  .post('/members/:member/removal', async c => {
    const { scope } = c.var
    const member = await memberOf(c, c.req.param('member'))
    await removePerson(scope, member.id)
    await closeRooms(c, member.id)
    return seeOther(c, urls.members(scope.workspace.slug), 'workspaces.members.removed')
  })

/** After somebody's access changed: their sockets close in every room they may have been in. */
async function closeRooms(c: In, memberId: string) {
  const projects = await listProjects(c.var.scope)
  c.executionCtx.waitUntil(
    recheckRooms(
      c.env,
      projects.map(p => p.id),
      [memberId],
    ),
  )
}

/** Also where its parts come back to, with what is wrong with them. */
export async function settingsPage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const { SettingsPage } = await import('../../templates/workspaces/settings')
  return page(
    c,
    {
      title: ui.t('workspaces.settings.title'),
      at: 'settings',
      status: refused ? 422 : 200,
      scripts: ['logo'],
    },
    <SettingsPage
      ui={ui}
      slug={scope.workspace.slug}
      workspace={scope.workspace}
      zones={Intl.supportedValuesOf('timeZone')}
      refused={refused}
    />,
  )
}

async function memberOf(c: In, id: string) {
  const member = await personById(c.var.scope, id)
  if (member.clientId) throw new NotFound()
  return member
}

async function memberForm(c: In, id?: string, refused?: Refused) {
  const { scope, ui } = c.var
  const member = id ? await memberOf(c, id) : undefined
  const projects = await listProjects(scope)
  const { MemberForm } = await import('../../templates/workspaces/members')
  return page(
    c,
    { title: member?.name || ui.t('workspaces.members.invite'), at: 'settings', status: refused ? 422 : 200 },
    <MemberForm
      ui={ui}
      slug={scope.workspace.slug}
      projects={projects}
      owner={scope.actor.role === 'owner'}
      member={member}
      refused={refused}
    />,
  )
}
