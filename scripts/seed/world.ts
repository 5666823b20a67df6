import { enterSystem } from '../../src/db/enter'
import type { ProjectScope } from '../../src/db/scope'
import { hashPassword } from '../../src/domain/accounts/passwords'
import { createProject } from '../../src/domain/projects/projects'
import { fittingSet } from '../../src/lib/holidays'
import { newId } from '../../src/lib/id'
import { presetOf } from '../../src/lib/presets'
import { dayLength } from '../../src/lib/promises'
import { usualWeek } from '../../src/lib/working-time'

/** The password of everybody in the demo world. */
export const PASSWORD = 'parvis-demo-2026'

export type SeedEnv = { DB: D1Database; FILES: R2Bucket; SECRET_KEY: string }

type Person = { email: string; name: string; locale?: 'fr' | 'en' }
type Seat = Person &
  ({ role: 'owner' | 'admin' | 'member' } | { client: string; finance: boolean; approve: boolean })
export type NewWorkspace = {
  slug: string
  name: string
  locale: string
  timezone: string
  currency: string
  accent: string
  taxes?: { name: string; rate: number }[]
  clients: { name: string; email?: string; phone?: string; address?: string }[]
  seats: Seat[]
}

const DAY = 86_400_000

/** Writes the demo world through the product's own commands, each at its moment of the past months. */
export class World {
  readonly env: SeedEnv
  /** What the world's days are counted back from: today at eight in the morning, UTC. */
  readonly today: number
  readonly #users = new Map<string, string>()
  readonly #seats = new Map<string, string>()
  readonly #clients = new Map<string, string>()
  #hash = ''

  constructor(env: SeedEnv, now: number) {
    this.env = env
    this.today = Math.floor(now / DAY) * DAY + 8 * 3_600_000
    if (this.today > now) this.today -= DAY
  }

  /** So many days ago, at an hour and minute (UTC); never in the future. */
  at(daysAgo: number, hour = 9, minute = 0): number {
    const instant = this.today - daysAgo * DAY + (hour - 8) * 3_600_000 + minute * 60_000
    return Math.min(instant, Date.now() - 60_000)
  }

  /** A date so many days from today (negative: past), `YYYY-MM-DD`. */
  day(fromToday: number): string {
    return new Date(this.today + fromToday * DAY).toISOString().slice(0, 10)
  }

  system(when: number) {
    return enterSystem({ db: this.env.DB, now: when })
  }

  /** A workspace with its clients and people, everybody in already. */
  async workspace(input: NewWorkspace, when: number): Promise<string> {
    this.#hash ||= await hashPassword(PASSWORD)
    const system = this.system(when)
    const { write } = system
    const id = newId(when)
    const { slug, name, locale, timezone, currency, accent, taxes } = input
    const clients = input.clients.map(c => ({ ...c, id: newId(when), workspaceId: id, createdAt: when }))
    for (const c of clients) this.#clients.set(`${slug}/${c.name}`, c.id)
    const newcomers = input.seats.filter(s => !this.#users.has(s.email))
    for (const s of newcomers) this.#users.set(s.email, newId(when))
    const users = newcomers.map(s => ({
      id: this.#user(s.email),
      email: s.email,
      name: s.name,
      locale: s.locale ?? ('fr' as const),
      passwordHash: this.#hash,
      createdAt: when,
    }))
    const seats = input.seats.map(s => {
      const seat = newId(when)
      this.#seats.set(`${slug}/${s.email}`, seat)
      const contact = 'client' in s
      return {
        id: seat,
        workspaceId: id,
        userId: this.#user(s.email),
        role: contact ? ('contact' as const) : s.role,
        clientId: contact ? this.client(slug, s.client) : null,
        finance: contact ? s.finance : s.role !== 'member',
        approve: contact && s.approve,
        createdAt: when,
        acceptedAt: when,
      }
    })
    await system.commit(
      { workspaceId: id, clientId: null, projectId: null },
      [
        write.insert('workspaces', {
          id,
          slug,
          name,
          locale,
          timezone,
          currency,
          accent,
          taxes: taxes ?? [],
          calendar: usualWeek(fittingSet(locale, timezone)),
          createdAt: when,
        }),
        write.insert('counters', { workspaceId: id, kind: 'ticket' }),
        write.insert(
          'slaPolicies',
          presetOf('standard', dayLength(usualWeek())).map(p => ({ ...p, workspaceId: id })),
        ),
        write.insert('clients', clients),
        write.insert('users', users),
        write.insert('memberships', seats),
      ],
      [{ kind: 'workspace.created', subjectId: id, internal: true }],
    )
    return id
  }

  async project(
    workspaceId: string,
    input: { clientId: string; name: string; summary: string; estimatedOn: string | null },
    when: number,
  ): Promise<string> {
    const scope = await this.system(when).workspace(workspaceId)
    return createProject(scope, { ...input, template: 'website', requests: 'on', starterTasks: false })
  }

  client(slug: string, name: string): string {
    return known(this.#clients, `${slug}/${name}`)
  }

  seat(slug: string, email: string): string {
    return known(this.#seats, `${slug}/${email}`)
  }

  /** A project as one of its people, at a moment. */
  async as(slug: string, email: string, projectId: string, when: number): Promise<ProjectScope> {
    return this.system(when).as(this.seat(slug, email), projectId)
  }

  #user(email: string): string {
    return known(this.#users, email)
  }
}

function known(map: Map<string, string>, key: string): string {
  const value = map.get(key)
  if (!value) throw new Error(`The demo world has no ${key}`)
  return value
}
