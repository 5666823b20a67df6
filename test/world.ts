import { env } from 'cloudflare:workers'
import { sha256 } from '../src/lib/crypto'
import { newId } from '../src/lib/id'

/** The named people and things that tests act with. Ids are fixed, so that a failing test reads well. */
const id = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Thursday 19 November 2026, 10:00 in Paris. */
export const START = Date.parse('2026-11-19T09:00:00Z')

export const world = {
  atelier: { id: id(1), slug: 'atelier' },
  savane: { id: id(2), slug: 'savane' },
  lune: { id: id(11) },
  zinc: { id: id(12) },
  baobab: { id: id(13) },
  /** Two projects of Maison Lune, one of Café Zinc, one of Baobab (savane). */
  site: { id: id(21), workspace: 'atelier', client: id(11) },
  shop: { id: id(22), workspace: 'atelier', client: id(11) },
  cafe: { id: id(23), workspace: 'atelier', client: id(12) },
  baobabSite: { id: id(24), workspace: 'savane', client: id(13) },
  phase: { id: id(31) },
} as const

export type PersonName =
  | 'camille'
  | 'ada'
  | 'equipe'
  | 'limited'
  | 'lea'
  | 'hugo'
  | 'nadia'
  | 'awa'
  | 'koffi'
  | 'removed'
  | 'stranger'

type Someone = {
  user: string
  membership: string
  workspace: 'atelier' | 'savane' | null
  role: 'owner' | 'admin' | 'member' | 'contact'
  client: string | null
  finance: boolean
  approve: boolean
  allProjects: boolean
  removed?: boolean
}

const someone = (n: number, rest: Partial<Someone>): Someone => ({
  user: id(100 + n),
  membership: id(200 + n),
  workspace: 'atelier',
  role: 'member',
  client: null,
  finance: false,
  approve: false,
  allProjects: true,
  ...rest,
})

const both = { finance: true, approve: true, role: 'contact' } as const

export const people: Record<PersonName, Someone> = {
  camille: someone(1, { role: 'owner' }),
  ada: someone(2, { role: 'admin' }),
  equipe: someone(3, {}),
  /** A member of the team who may enter `site` only. */
  limited: someone(4, { allProjects: false }),
  lea: someone(5, { ...both, client: world.lune.id }),
  /** A contact with neither capability. */
  hugo: someone(6, { role: 'contact', client: world.lune.id }),
  nadia: someone(7, { ...both, client: world.zinc.id }),
  awa: someone(8, { workspace: 'savane', role: 'owner' }),
  koffi: someone(9, { ...both, workspace: 'savane', client: world.baobab.id }),
  /** A contact of Maison Lune whose access was taken back. */
  removed: someone(10, { ...both, client: world.lune.id, removed: true }),
  /** Signed in, member of nothing. */
  stranger: someone(11, { workspace: null }),
}

export const emailOf = (name: PersonName) => `${name}@parvis.test`

const insert = (table: string, row: Record<string, unknown>) =>
  env.DB.prepare(
    `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row)
      .map(() => '?')
      .join(', ')})`,
  ).bind(...Object.values(row).map(v => (typeof v === 'boolean' ? Number(v) : v)))

const project = (p: { id: string; workspace: 'atelier' | 'savane'; client: string }, name: string) =>
  insert('projects', {
    id: p.id,
    workspace_id: world[p.workspace].id,
    client_id: p.client,
    name,
    // Crons run in tests too, and some day that is a Friday.
    weekly: 'off',
    created_at: START,
  })

/** Two workspaces, three clients, four projects, and everybody in `people`; nothing has happened yet. */
export async function makeWorld(): Promise<void> {
  const workspace = (w: { id: string; slug: string }, name: string, currency: string, timezone: string) =>
    insert('workspaces', {
      id: w.id,
      slug: w.slug,
      name,
      locale: 'fr',
      timezone,
      currency,
      created_at: START,
    })
  const client = (c: string, w: string, name: string) =>
    insert('clients', { id: c, workspace_id: w, name, created_at: START })
  await env.DB.batch([
    workspace(world.atelier, 'Atelier Lumen', 'EUR', 'Europe/Paris'),
    workspace(world.savane, 'Studio Savane', 'XOF', 'Africa/Abidjan'),
    insert('counters', { workspace_id: world.atelier.id, kind: 'ticket', value: 0 }),
    insert('counters', { workspace_id: world.savane.id, kind: 'ticket', value: 0 }),
    client(world.lune.id, world.atelier.id, 'Maison Lune'),
    client(world.zinc.id, world.atelier.id, 'Café Zinc'),
    client(world.baobab.id, world.savane.id, 'Baobab'),
    project(world.site, 'Site de Maison Lune'),
    project(world.shop, 'Boutique en ligne'),
    project(world.cafe, 'Carte du Café Zinc'),
    project(world.baobabSite, 'Site de Baobab'),
    insert('phases', {
      id: world.phase.id,
      workspace_id: world.atelier.id,
      client_id: world.lune.id,
      project_id: world.site.id,
      name: 'Maquette',
      position: 1,
      state: 'current',
      created_at: START,
    }),
    ...Object.entries(people).flatMap(([name, p]) => [
      insert('users', {
        id: p.user,
        email: emailOf(name as PersonName),
        name: capital(name),
        created_at: START,
      }),
      ...(p.workspace
        ? [
            insert('memberships', {
              id: p.membership,
              workspace_id: world[p.workspace].id,
              user_id: p.user,
              role: p.role,
              client_id: p.client,
              finance: p.finance,
              approve: p.approve,
              all_projects: p.allProjects,
              created_at: START,
              accepted_at: START,
              removed_at: p.removed ? START : null,
            }),
          ]
        : []),
    ]),
    insert('project_access', {
      workspace_id: world.atelier.id,
      client_id: world.lune.id,
      project_id: world.site.id,
      membership_id: people.limited.membership,
    }),
  ])
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** Signs a person in and gives the cookie's value. */
export async function sessionOf(name: PersonName, now = Date.now()): Promise<string> {
  const token = `session-of-${name}-${newId()}`
  await insert('sessions', {
    id: newId(),
    user_id: people[name].user,
    token_hash: await sha256(token),
    created_at: now,
    last_seen_at: now,
    expires_at: now + 86_400_000,
  }).run()
  return token
}
