import { type Context, Hono } from 'hono'
import { recheckRooms } from '../domain/activity/rooms'
import { clientById, clientInput, createClient, editClient, listClients } from '../domain/clients/clients'
import { changeContact, contactChange, contactInput, inviteContact } from '../domain/clients/contacts'
import { personById, removePerson } from '../domain/workspaces/people'
import { NotFound } from '../lib/errors'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { attempt, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { managers } from '../web/session'
import { clientNotes, clientPage } from './notes'

type In = Context<WorkspaceApp>

/** Clients and their contacts, for owners and administrators. */
export const clients = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', async c => {
    const { scope, ui } = c.var
    const rows = await listClients(scope)
    const { ClientList } = await import('../../templates/clients/list')
    return page(
      c,
      { title: ui.t('clients.title'), at: 'clients' },
      <ClientList ui={ui} slug={scope.workspace.slug} clients={rows} />,
    )
  })
  .get('/new', c => clientForm(c))
  .post('/', async c => {
    const parsed = await form(c, clientInput)
    if (!parsed.ok) return clientForm(c, undefined, parsed)
    const id = await createClient(c.var.scope, parsed.data)
    return seeOther(c, urls.client(c.var.scope.workspace.slug, id), 'clients.created')
  })
  .get('/:client', c => clientPage(c, c.req.param('client')))
  .get('/:client/edit', async c => clientForm(c, await clientById(c.var.scope, c.req.param('client'))))
  .post('/:client/edit', async c => {
    const found = await clientById(c.var.scope, c.req.param('client'))
    const parsed = await form(c, clientInput)
    if (!parsed.ok) return clientForm(c, found, parsed)
    await editClient(c.var.scope, found.client.id, parsed.data)
    return seeOther(c, urls.client(c.var.scope.workspace.slug, found.client.id), 'clients.saved')
  })
  .route('/:client/notes', clientNotes)
  .get('/:client/contacts/new', c => contactForm(c))
  .post('/:client/contacts', async c => {
    const { scope, person, config } = c.var
    const clientId = c.req.param('client')
    const parsed = await form(c, contactInput)
    if (!parsed.ok) return contactForm(c, undefined, parsed)
    const done = await attempt(parsed.values, () =>
      inviteContact(scope, person, config.SECRET_KEY, clientId, parsed.data),
    )
    if (!done.ok) return contactForm(c, undefined, done)
    c.executionCtx.waitUntil(c.env.MAIL.send({ mailId: done.result.mailId }))
    return seeOther(c, urls.client(scope.workspace.slug, clientId), 'clients.contact.sent')
  })
  .get('/:client/contacts/:contact', async c => contactForm(c, c.req.param('contact')))
  .post('/:client/contacts/:contact', async c => {
    const { scope } = c.var
    const { contact, client } = await contactOf(c, c.req.param('contact'))
    const parsed = await form(c, contactChange)
    if (!parsed.ok) return contactForm(c, contact.id, parsed)
    await changeContact(scope, contact.id, parsed.data)
    c.executionCtx.waitUntil(
      recheckRooms(
        c.env,
        client.projects.map(p => p.id),
        [contact.id],
      ),
    )
    return seeOther(c, urls.client(scope.workspace.slug, client.client.id), 'clients.contact.saved')
  })
  .post('/:client/contacts/:contact/address', async c => {
    const { scope, person } = c.var
    const { client, contact } = c.req.param()
    const { trustAddress } = await import('../domain/deliveries/trust')
    await trustAddress(scope, person, contact, client)
    return seeOther(c, urls.contact(scope.workspace.slug, client, contact), 'communications.problem.trusted')
  })
  .get('/:client/contacts/:contact/removal', async c => {
    const { scope, ui } = c.var
    const { contact, client } = await contactOf(c, c.req.param('contact'))
    const { slug } = scope.workspace
    const { RemovalPage } = await import('../../templates/workspaces/removal')
    return page(
      c,
      { title: ui.t('clients.contact.remove'), at: 'clients' },
      <RemovalPage
        ui={ui}
        name={contact.name}
        action={urls.contactRemoval(slug, client.client.id, contact.id)}
        back={urls.contact(slug, client.client.id, contact.id)}
      />,
    )
  })
  .post('/:client/contacts/:contact/removal', async c => {
    const { contact, client } = await contactOf(c, c.req.param('contact'))
    await removePerson(c.var.scope, contact.id)
    c.executionCtx.waitUntil(
      recheckRooms(
        c.env,
        client.projects.map(p => p.id),
        [contact.id],
      ),
    )
    return seeOther(c, urls.client(c.var.scope.workspace.slug, client.client.id), 'clients.contact.removed')
  })

async function clientForm(c: In, found?: Awaited<ReturnType<typeof clientById>>, refused?: Refused) {
  const { scope, ui } = c.var
  const title = found ? found.client.name : ui.t('clients.new')
  const { ClientForm } = await import('../../templates/clients/forms')
  return page(
    c,
    { title, at: 'clients', status: refused ? 422 : 200 },
    <ClientForm ui={ui} slug={scope.workspace.slug} client={found?.client} refused={refused} />,
  )
}

/** The client of the path and one of its contacts, or the same 404 as for neither. */
async function contactOf(c: In, id: string) {
  const client = await clientById(c.var.scope, c.req.param('client') ?? '')
  const contact = await personById(c.var.scope, id)
  if (contact.clientId !== client.client.id) throw new NotFound()
  return { client, contact }
}

async function contactForm(c: In, id?: string, refused?: Refused) {
  const { scope, ui } = c.var
  const known = id ? await contactOf(c, id) : undefined
  const { client, contacts, projects } =
    known?.client ?? (await clientById(scope, c.req.param('client') ?? ''))
  const contact = known && { ...known.contact, limited: !known.contact.allProjects }
  const { ContactForm } = await import('../../templates/clients/forms')
  return page(
    c,
    { title: contact?.name || ui.t('clients.contact.new'), at: 'clients', status: refused ? 422 : 200 },
    <ContactForm
      ui={ui}
      slug={scope.workspace.slug}
      client={client}
      projects={projects}
      contact={contact}
      first={contacts.length === 0}
      refused={refused}
    />,
  )
}
