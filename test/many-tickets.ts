import { ticketStates } from '../src/db/schema/tickets'
import { rows } from './harness'
import { people, world } from './world'

/** A request of a random world, as it stands in the database. */
export type Sample = {
  workspace: 'atelier' | 'savane'
  client: string
  clientName: string
  project: string
  id: string
  number: number
  type: 'bug' | 'change' | 'improvement' | 'question'
  urgency: 'urgent' | 'maintenance' | 'evolution'
  state: (typeof ticketStates)[number]
  subject: string
  body: string
  assignee: string | null
  createdAt: number
  updatedAt: number
  firstTarget: number | null
  resolveTarget: number | null
  firstDueAt: number | null
  resolveDueAt: number | null
  firstAlarm: 'warned' | 'breached' | null
  resolveAlarm: 'warned' | 'breached' | null
  alarmAt: number | null
  tags: string[]
  replies: string[]
  /** Up to when who has read it. */
  read: Partial<Record<keyof typeof people, number>>
}

const subjects = [
  'Le formulaire',
  'Échéance de la page',
  'ÉCHÉANCE du logo',
  'Nouveau Logo',
  'L’œuvre de 1912',
  "Changer l'accueil",
]
const places = [
  ['atelier', world.site, 'Maison Lune'],
  ['atelier', world.shop, 'Maison Lune'],
  ['atelier', world.cafe, 'Café Zinc'],
  ['savane', world.baobabSite, 'Baobab'],
] as const
const HOUR = 3_600_000

/** The same «random» numbers each time (mulberry32). */
function dice(seed: number) {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Requests of all kinds in all projects: many of the same instant, so that order needs its last word. */
export async function sampleWorld(count: number, now: number): Promise<Sample[]> {
  const roll = dice(7)
  const one = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T
  const maybe = <T>(odds: number, make: () => T): T | null => (roll() < odds ? make() : null)
  const some = <T>(list: readonly T[], odds: number) => list.filter(() => roll() < odds)
  const instant = () => now - one([0, 1, 2, 24, 48, 400, 480]) * HOUR
  const counters = { atelier: 0, savane: 0 }
  const samples = Array.from({ length: count }, (_, i): Sample => {
    const [workspace, { id: project, client }, clientName] = one(places)
    const runs = roll() < 0.6
    const due = () => now + one([-20, -1, 0, 1, 30]) * HOUR
    const team = workspace === 'savane' ? [people.awa] : [people.camille, people.equipe, people.limited]
    return {
      ...{ workspace, client, clientName, project },
      id: `01930000-0000-7000-8000-${Math.floor(roll() * 2 ** 30)
        .toString(16)
        .padStart(8, '0')}${i.toString(16).padStart(4, '0')}`,
      number: ++counters[workspace],
      type: one(['bug', 'change', 'improvement', 'question']),
      urgency: one(['urgent', 'maintenance', 'evolution']),
      state: one(ticketStates),
      subject: one(subjects),
      body: one(['Rien ne part.', 'Le logo de l’échéance', 'Voir la page 7']),
      assignee: maybe(0.6, () => one(team).membership),
      createdAt: instant(),
      updatedAt: instant(),
      firstTarget: maybe(0.6, () => HOUR),
      resolveTarget: maybe(0.6, () => 8 * HOUR),
      firstDueAt: null,
      resolveDueAt: null,
      firstAlarm: maybe(0.3, () => 'warned'),
      resolveAlarm: maybe(0.3, () => 'warned'),
      alarmAt: maybe(0.3, due),
      tags: some(['accueil', 'blog', 'payé'], 0.3),
      replies: some(['Le LOGO arrive', 'Une échéance', 'Merci'], 0.2),
      read: Object.fromEntries(
        some(['camille', 'equipe', 'limited', 'awa'] as const, 0.5).map(n => [n, instant()]),
      ),
      ...(runs && {
        firstTarget: HOUR,
        firstDueAt: maybe(0.5, due),
        resolveDueAt: maybe(0.7, due),
        resolveTarget: 8 * HOUR,
      }),
    }
  })
  await insertAll(samples)
  return samples
}

export const everyMark = (all: Sample[]) => {
  const byId = new Map(all.map(t => [t.id, t]))
  return (id: string): Sample => byId.get(id) as Sample
}

async function insertAll(samples: Sample[]): Promise<void> {
  const list = JSON.stringify(samples.map(s => ({ ...s, workspaceId: world[s.workspace].id })))
  const columns = [
    ...['workspaceId', 'client', 'project', 'id', 'number', 'type', 'urgency', 'state', 'subject', 'body'],
    ...['assignee', 'createdAt', 'updatedAt', 'firstTarget', 'resolveTarget', 'firstDueAt', 'resolveDueAt'],
    ...['firstAlarm', 'resolveAlarm', 'alarmAt'],
  ]
  await rows(
    `insert into tickets (workspace_id, client_id, project_id, id, number, type, urgency, state, subject, body,
      assignee_id, created_at, updated_at, first_target, resolve_target, first_due_at, resolve_due_at, first_alarm,
      resolve_alarm, alarm_at, opened_by, state_at)
    select ${columns.map(c => `value ->> '${c}'`).join(', ')},
      case value ->> 'workspace' when 'savane' then '${people.koffi.membership}' else '${people.lea.membership}' end,
      value ->> 'updatedAt' from json_each(?)`,
    list,
  )
  await rows(
    `insert into ticket_tags (workspace_id, client_id, project_id, ticket_id, tag)
    select t.value ->> 'workspaceId', t.value ->> 'client', t.value ->> 'project', t.value ->> 'id', tag.value
    from json_each(?) t, json_each(t.value, '$.tags') tag`,
    list,
  )
  await rows(
    `insert into replies (workspace_id, client_id, project_id, ticket_id, id, author_id, body, created_at)
    select t.value ->> 'workspaceId', t.value ->> 'client', t.value ->> 'project', t.value ->> 'id',
      (t.value ->> 'id') || r.key,
      case t.value ->> 'workspace' when 'savane' then '${people.koffi.membership}' else '${people.lea.membership}' end,
      r.value, 1 from json_each(?) t, json_each(t.value, '$.replies') r`,
    list,
  )
  const ids = JSON.stringify(Object.fromEntries(Object.entries(people).map(([n, p]) => [n, p.membership])))
  await rows(
    `insert into reads (workspace_id, client_id, project_id, subject_id, membership_id, up_to, at)
    select t.value ->> 'workspaceId', t.value ->> 'client', t.value ->> 'project', t.value ->> 'id',
      ?2 ->> ('$.' || r.key), r.value, r.value from json_each(?1) t, json_each(t.value, '$.read') r
    where (select workspace_id from memberships where id = ?2 ->> ('$.' || r.key)) = t.value ->> 'workspaceId'`,
    list,
    ids,
  )
}
