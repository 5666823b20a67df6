import { env } from 'cloudflare:workers'
import type { Env } from '../../src/config'
import { addFiles } from '../../src/domain/files/change'
import { addNote } from '../../src/domain/notes/notes'
import { createRequest } from '../../src/domain/payments/requests'
import { createTask, editTask } from '../../src/domain/tasks/tasks'
import { openTicket } from '../../src/domain/tickets/open'
import { priceTicket } from '../../src/domain/tickets/price'
import { noteOnTicket } from '../../src/domain/tickets/reply'
import { tagTicket } from '../../src/domain/tickets/tags'
import { saveView } from '../../src/domain/tickets/views'
import { followEvent } from '../../src/jobs/events'
import { newId } from '../../src/lib/id'
import { rows, scopeAt, scopeIn } from '../harness'
import { people, world } from '../world'
import { type Ids, put } from './furnish'

/** Words that stand only where no contact may see them, by what they stand in. */
export const canaries = {
  projectNote: 'canari-note-projet',
  clientNote: 'canari-note-client',
  task: 'canari-tache-interne',
  taskWords: 'canari-description-interne',
  phase: 'canari-etape-interne',
  file: 'canari-fichier-interne',
  ticketNote: 'canari-note-demande',
  comment: 'canari-commentaire-tache',
  item: 'canari-liste-tache',
  inbound: 'canari-mail-recu',
  tag: 'canari-etiquette',
  view: 'canari-vue',
  mail: 'canari-mail-equipe',
  address: 'canari-adresse-refusee',
} as const

/** Amounts that need the finance capability: 98 765,43 € asked for, 87 654,32 € offered; however they are written. */
export const amounts = [/98[\s.,]?765/, /9876543/, /87[\s.,]?654/, /8765432/]

const task = {
  description: '',
  priority: 'normal',
  assigneeId: null,
  phaseId: null,
  dueOn: null,
  internal: false,
} as const

/**
 * Puts a canary into everything that is kept from contacts, beside things that they do see, the way the team does it.
 * @returns the ids of the hidden things and their visible neighbours, as the paths name them
 */
export async function hideCanaries(ids: Ids): Promise<Ids[]> {
  const [team, client] = [await scopeIn('camille'), await scopeIn('lea')]
  const note = await addNote({ scope: team }, canaries.projectNote)
  const clientNote = await addNote(
    { scope: await scopeAt('camille'), clientId: world.lune.id },
    canaries.clientNote,
  )
  const hidden = { ...task, title: canaries.task, description: canaries.taskWords, internal: true }
  const internalTask = await createTask(team, hidden)
  // One that was shared until just now.
  const turned = await createTask(team, { ...task, title: 'Bientôt interne' })
  await editTask(team, turned, hidden)
  const inside = new File([canaries.file], `${canaries.file}.txt`, { type: 'text/plain' })
  const [file] = await addFiles(team, env.FILES, [inside], { folder: 'content', shared: false })
  const [version] = await rows<{ id: string }>('select id from file_versions where file_id = ?', file?.fileId)
  await noteOnTicket(team, ids.ticket, canaries.ticketNote)
  await tagTicket(team, ids.ticket, canaries.tag)
  const view = { name: canaries.view, query: `tag=${canaries.tag}`, shared: true }
  await saveView(await scopeAt('camille'), view)
  const row = { workspace_id: world.atelier.id, client_id: world.lune.id, project_id: world.site.id }
  await put('task_comments', {
    ...row,
    id: newId(),
    task_id: ids.task,
    author_id: people.camille.membership,
    body: canaries.comment,
    created_at: team.now,
  })
  await put('task_items', { ...row, id: newId(), task_id: ids.task, label: canaries.item, position: 'a0' })
  const written = { ...row, membership_id: people.camille.membership, to_address: 'camille@parvis.test' }
  await put('mails', {
    ...written,
    ...{ id: newId(), dedupe: 'canary', kind: 'tickets.mail.opened', subject: canaries.mail },
    ...{ team: 1, state: 'sent', created_at: team.now, sent_at: team.now },
  })
  await rows(
    "update users set mail_problem = 'bounced', mail_problem_at = 1, mail_problem_detail = ? where id in (?, ?)",
    ...[canaries.address, people.lea.user, people.hugo.user],
  )
  const inbound = newId()
  await put('inbound_mails', {
    ...row,
    id: inbound,
    ticket_id: ids.ticket,
    message_id: inbound,
    from_address: `${canaries.inbound}@elsewhere.test`,
    subject: canaries.inbound,
    body: canaries.inbound,
    state: 'waiting',
    problem: 'unknown',
    received_at: team.now,
  })
  const phase = newId()
  await put('phases', {
    ...row,
    id: phase,
    name: canaries.phase,
    position: 9,
    state: 'current',
    shared: 0,
    created_at: team.now,
  })
  const priced = await openTicket(client, {
    type: 'change',
    urgency: 'evolution',
    subject: 'Une demande payante',
    body: 'Des mots',
    phaseId: null,
  })
  await priceTicket(team, priced, {
    amount: '87654,32',
    entry: 'ttc',
    description: 'Le travail',
    delayDays: 5,
    terms: 'now',
    validUntil: null,
  })
  const payment = await createRequest(team, {
    kind: 'milestone',
    title: 'Jalon',
    description: '',
    amount: '98765,43',
    basis: 'with',
    phaseId: null,
    dueOn: null,
    validUntil: null,
  })
  return [
    ids,
    { ...ids, note, clientNote, phase, payment, ticket: priced, task: internalTask },
    { ...ids, file: file?.fileId ?? '', version: version?.id ?? '', task: turned },
  ]
}

/** Draws the consequences of all that happened: notifications and mails are written. */
export async function followAll(): Promise<void> {
  const waiting = await rows<{ event_id: string }>('select event_id from outbox order by rowid')
  for (const { event_id } of waiting) await followEvent(env as unknown as Env, event_id)
}
