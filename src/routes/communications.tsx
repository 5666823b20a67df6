import { type Context, Hono } from 'hono'
import { NotFound } from '../lib/errors'
import type { WorkspaceApp } from '../web/context'
import { page } from '../web/page'
import { team } from '../web/session'
import { subjectIn } from './subject'

type In = Context<WorkspaceApp>

/** What was written to a client and shared with it: for the team, beside its other pages. */
export const clientCommunications = new Hono<WorkspaceApp>()
  .use(team)
  .get('/', c => communicationsPage(c, c.req.param('client') ?? ''))

/** The same for its own contacts. */
export const communications = new Hono<WorkspaceApp>().get('/', c => {
  const { scope } = c.var
  if (scope.isTeam || !scope.clientId) throw new NotFound()
  return communicationsPage(c, scope.clientId)
})

async function communicationsPage(c: In, clientId: string) {
  const { scope, ui } = c.var
  const [{ readCommunications, communicationFilter }, { CommunicationsPage }] = await Promise.all([
    import('../domain/deliveries/communications'),
    import('../../templates/communications/centre'),
  ])
  const filter = communicationFilter.parse(c.req.query())
  const data = await readCommunications(scope, clientId, filter)
  const items = await Promise.all(
    data.items.map(async item =>
      item.kind === 'mail' ? { ...item, subject: await subjectIn(c, item.mailKind, item) } : item,
    ),
  )
  const title = scope.isTeam
    ? ui.t('communications.centre.title_of', { client: data.client.name })
    : ui.t('communications.centre.title')
  return page(
    c,
    { title, at: scope.isTeam ? 'clients' : 'home' },
    <CommunicationsPage
      ui={ui}
      slug={scope.workspace.slug}
      team={scope.isTeam}
      manage={scope.can.manage}
      finance={scope.can.finance}
      filter={filter}
      data={{ ...data, items }}
    />,
  )
}
