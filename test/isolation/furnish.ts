import { env } from 'cloudflare:workers'
import { configOf } from '../../src/config'
import { askApproval } from '../../src/domain/approvals/ask'
import { addFiles } from '../../src/domain/files/change'
import { readFile } from '../../src/domain/files/files'
import { createFolder } from '../../src/domain/files/folders'
import { beginUpload } from '../../src/domain/files/parts'
import { addRemark } from '../../src/domain/files/remarks'
import { postMessage } from '../../src/domain/messages/post'
import { addNote } from '../../src/domain/notes/notes'
import { sealKeys } from '../../src/domain/payments/accounts'
import { weekOf } from '../../src/domain/reports/moments'
import { addItem } from '../../src/domain/tasks/checklist'
import { commentOnTask } from '../../src/domain/tasks/comments'
import { createTask } from '../../src/domain/tasks/tasks'
import { openTicket } from '../../src/domain/tickets/open'
import { saveReply } from '../../src/domain/tickets/saved'
import { saveView } from '../../src/domain/tickets/views'
import { newId } from '../../src/lib/id'
import { urls } from '../../src/urls'
import { rows, scopeAt, scopeIn } from '../harness'
import { onShelf } from '../parts'
import { makeWorld, type PersonName, people, world } from '../world'

/** One thing of each kind, named as the paths name them. */
export type Ids = Record<
  | 'client'
  | 'contact'
  | 'member'
  | 'membership'
  | 'phase'
  | 'task'
  | 'item'
  | 'comment'
  | 'ticket'
  | 'payment'
  | 'attempt'
  | 'account'
  | 'file'
  | 'version'
  | 'folder'
  | 'upload'
  | 'number'
  | 'remark'
  | 'message'
  | 'approval'
  | 'note'
  | 'clientNote'
  | 'mail'
  | 'notification'
  | 'letter'
  | 'inbound'
  | 'report'
  | 'place'
  | 'saved'
  | 'device'
  | 'view',
  string
>

export type Furnished = {
  site: Ids
  /** The same of another client of the workspace, and of another workspace. */
  elsewhere: Ids[]
}

type Place = {
  project: { id: string; workspace: string; client: string }
  owner: PersonName
  contact: PersonName
}

const site: Place = { project: world.site, owner: 'camille', contact: 'lea' }
const others: Place[] = [
  { project: world.cafe, owner: 'camille', contact: 'nadia' },
  { project: world.baobabSite, owner: 'awa', contact: 'koffi' },
]

/** The world of the tests, with one of everything in three projects. */
export async function furnishedWorld(): Promise<Furnished> {
  await makeWorld()
  return {
    site: await furnish(site),
    elsewhere: [await furnish(others[0] as Place), await furnish(others[1] as Place)],
  }
}

async function furnish({ project, owner, contact }: Place): Promise<Ids> {
  const [team, client] = [await scopeIn(owner, project), await scopeIn(contact, project)]
  const task = await createTask(team, {
    title: 'Une tâche',
    description: '',
    priority: 'normal',
    assigneeId: null,
    phaseId: null,
    dueOn: null,
    internal: false,
  })
  const item = await addItem(team, task, 'Un point')
  const comment = await commentOnTask(team, task, 'Entre nous')
  const ticket = await openTicket(client, {
    type: 'bug',
    urgency: 'maintenance',
    subject: 'Une demande',
    body: 'Des mots',
    phaseId: null,
  })
  const file = new File(['des mots'], 'notes.txt', { type: 'text/plain' })
  const [added] = await addFiles(client, env.FILES, [file], { folder: 'content', shared: true })
  const version = (await readFile(client, added?.fileId ?? '')).newest.id
  const words = { body: 'Une remarque', page: null, x: null, y: null }
  const remark = await addRemark(client, { fileId: added?.fileId ?? '', versionId: version }, words)
  const folder = await createFolder(team, 'content', 'Textes')
  const announced = { name: 'film.pdf', size: 9_000_000, sha256: 'a'.repeat(64), purpose: onShelf }
  const upload = (await beginUpload(client, env.FILES, announced)).id
  const pointed = { file: added?.fileId ?? '', version }
  const approval = await askApproval(team, pointed, { message: '', covers: [] })
  const message = newId()
  await postMessage(client, env.FILES, { id: message, body: 'Bonjour' }, [], {})
  const [phase, payment, attempt, mail, letter] = [newId(), newId(), newId(), newId(), newId()]
  const { id: workspaceId } = team.workspace
  const row = { workspace_id: workspaceId, client_id: project.client, project_id: project.id }
  const now = Date.now()
  await put('phases', { ...row, id: phase, name: 'Recette', position: 7, state: 'upcoming', created_at: now })
  await put('payment_requests', {
    ...row,
    id: payment,
    kind: 'deposit',
    title: 'Acompte',
    amount: 45_000,
    taxes: '[]',
    currency: team.workspace.currency,
    state: 'pending',
    state_at: now,
    created_at: now,
  })
  await put('payment_attempts', {
    ...row,
    id: attempt,
    request_id: payment,
    provider: 'stripe',
    provider_ref: `cs_${attempt}`,
    payment_ref: `pi_${attempt}`,
    amount: 45_000,
    currency: team.workspace.currency,
    state: 'created',
    created_at: now,
    state_at: now,
  })
  const failed = {
    id: mail,
    workspace_id: workspaceId,
    dedupe: mail,
    kind: 'tickets.mail.opened',
    membership_id: people[contact].membership,
    to_address: 'x@y.test',
  }
  await put('mails', { ...failed, state: 'failed', created_at: now })
  await put('dead_letters', {
    id: letter,
    workspace_id: workspaceId,
    queue: 'parvis-events',
    body: JSON.stringify({ eventIds: [] }),
    at: now,
  })
  const report = newId()
  await put('weekly_reports', {
    ...row,
    id: report,
    week: weekOf(team.workspace.timezone, now),
    state: 'draft',
    body: 'Des mots',
    money: 'Des montants',
    created_at: now,
  })
  const device = newId()
  const [session] = await rows<{ id: string }>(
    'select id from sessions where user_id = ?',
    people[contact].user,
  )
  await put('push_subscriptions', {
    id: device,
    workspace_id: workspaceId,
    membership_id: people[contact].membership,
    session_id: session?.id,
    endpoint_hash: device,
    sealed: 'sealed',
    created_at: now,
  })
  const notification = newId()
  const [opened] = await rows<{ id: string }>('select id from events where subject_id = ?', ticket)
  await put('notifications', {
    ...row,
    id: notification,
    membership_id: people[contact].membership,
    event_id: opened?.id,
    path: urls.ticket(project.workspace, project.id, ticket),
    created_at: now,
  })
  const saved = await saveReply(await scopeAt(owner), { title: 'Bonjour', body: 'Bonjour {{prénom}}' })
  const view = await saveView(await scopeAt(owner), { name: `Vue ${project.id}`, query: '', shared: false })
  const inbound = newId()
  await env.FILES.put(inbound, `Message-ID: <${inbound}@mail.test>\r\nFrom: x@y.test\r\n\r\nDes mots`)
  await put('inbound_mails', {
    ...row,
    id: inbound,
    ticket_id: ticket,
    message_id: inbound,
    from_address: 'x@y.test',
    subject: 'Des mots',
    body: 'Des mots',
    storage_key: inbound,
    state: 'waiting',
    problem: 'unknown',
    received_at: now,
  })
  const account = newId()
  await put('payment_accounts', {
    id: account,
    workspace_id: workspaceId,
    provider: 'stripe',
    mode: 'test',
    sealed_keys: await sealKeys(configOf(env), {
      keys: { secretKey: 'sk_test_walked', webhookSecret: 'whsec_walked' },
      identity: 'acct_walked:test',
    }),
    hint: 'lked',
    // A workspace has one that is paid into.
    state: project.id === world.cafe.id ? 'retired' : 'ready',
    tested_at: now,
    created_by: people[owner].membership,
    created_at: now,
  })
  const note = await addNote({ scope: team }, 'Une note')
  const clientNote = await addNote({ scope: await scopeAt(owner), clientId: project.client }, 'Une note')
  const spare = await spareMember(workspaceId)
  return {
    client: project.client,
    contact: people[contact].membership,
    member: spare,
    membership: people[owner].membership,
    phase,
    task,
    item,
    comment,
    ticket,
    payment,
    attempt,
    account,
    file: added?.fileId ?? '',
    version,
    folder,
    upload,
    // Of its parts the second: a form’s tick is sent as 1, and is no id.
    number: '2',
    remark,
    message,
    approval,
    note,
    clientNote,
    mail,
    notification,
    letter,
    inbound,
    report,
    place: project.id,
    saved,
    device,
    view,
  }
}

/** Somebody of the team whom nobody else is in the tests. */
async function spareMember(workspaceId: string): Promise<string> {
  const [user, membership] = [newId(), newId()]
  await put('users', { id: user, email: `${user}@parvis.test`, name: 'De Réserve', created_at: 0 })
  const row = { id: membership, workspace_id: workspaceId, user_id: user, role: 'member' }
  await put('memberships', { ...row, created_at: 0, accepted_at: 0 })
  return membership
}

export async function put(table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row)
  await env.DB.prepare(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  )
    .bind(...Object.values(row))
    .run()
}
