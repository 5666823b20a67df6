import { Hono } from 'hono'
import type { Entrance } from '../../db/enter'
import { wear } from '../../domain/accounts/sessions'
import { NotFound } from '../../lib/errors'
import { urls } from '../../urls'
import type { OpenApp, WorkspaceApp } from '../../web/context'
import { goWhole, seeOther } from '../../web/reply'
import { signedIn } from '../../web/session'

const spaceOf = (entrance: Entrance, all: Entrance[]) => ({
  membershipId: entrance.membershipId,
  slug: entrance.slug,
  workspace: entrance.workspace,
  client: entrance.role === 'contact' ? entrance.client : null,
  choose: all.filter(e => e.slug === entrance.slug).length > 1,
})

/** One's own workspaces: the only one opens at once. */
export const spaces = new Hono<OpenApp>().get('/', signedIn, async c => {
  const { entered, ui } = c.var
  const entrances = entered?.entrances ?? []
  const only = entrances.length === 1 ? entrances[0] : undefined
  if (only) return seeOther(c, urls.home(only.slug))
  const all = entrances.map(e => spaceOf(e, entrances))
  const { SpacesPage } = await import('../../../templates/accounts/spaces')
  return c.html(<SpacesPage ui={ui} spaces={all} email={entered?.session.user.email ?? ''} />)
})

/** Which of several memberships of this workspace is worn. A link alone changes nothing: its page has a button. */
export const entrance = new Hono<WorkspaceApp>()
  .get('/:membership', async c => {
    const { entrances } = c.var.entered
    const found = entrances.find(e => leadsTo(e, c.var.scope.workspace.slug, c.req.param('membership')))
    if (!found) throw new NotFound()
    const space = spaceOf(found, entrances)
    if (!space.choose || found.membershipId === c.var.scope.actor.membershipId)
      return goWhole(c, urls.home(space.slug))
    const { EntrancePage } = await import('../../../templates/accounts/spaces')
    return c.html(<EntrancePage ui={c.var.ui} space={space} />)
  })
  .post('/:membership', async c => {
    const { slug } = c.var.scope.workspace
    const found = c.var.entered.entrances.find(e => leadsTo(e, slug, c.req.param('membership')))
    if (!found) throw new NotFound()
    await wear(c.var.person, found.membershipId)
    return goWhole(c, urls.home(slug))
  })

const leadsTo = (e: Entrance, slug: string, membership: string) =>
  e.slug === slug && e.membershipId === membership
