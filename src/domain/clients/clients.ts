import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { email, line, optionalLine, optionalWords } from '../../lib/fields'
import { newId } from '../../lib/id'

export const clientInput = z.object({
  name: line(120),
  email: z
    .union([z.literal(''), email])
    .optional()
    .transform(v => v || null),
  phone: optionalLine(40).transform(v => v || null),
  address: optionalWords(500).transform(v => v || null),
})
export type ClientInput = z.output<typeof clientInput>

/** Every client with how many projects and contacts it has, by name. */
export async function listClients(scope: WorkspaceScope) {
  const [clients, projects, people] = [scope.view('clients'), scope.view('projects'), scope.people()]
  const [rows] = await scope.read(
    scope
      .select({
        id: clients.id,
        name: clients.name,
        email: clients.email,
        phone: clients.phone,
        archivedAt: clients.archivedAt,
        projects:
          sql<number>`(select count(*) from ${projects} where ${projects.clientId} = ${clients.id})`.as(
            'projects',
          ),
        contacts:
          sql<number>`(select count(*) from ${people} where ${people.clientId} = ${clients.id} and ${people.removedAt} is null)`.as(
            'contacts',
          ),
      })
      .from(clients)
      .orderBy(asc(clients.name)),
  )
  return rows
}

/** The queries for a client, its contacts and its projects. They ride in a read. */
export function clientQueries(scope: WorkspaceScope, id: string) {
  const [clients, projects, people] = [scope.view('clients'), scope.view('projects'), scope.people()]
  return [
    scope.select().from(clients).where(eq(clients.id, id)),
    scope
      .select()
      .from(people)
      .where(and(eq(people.clientId, id), isNull(people.removedAt)))
      .orderBy(asc(people.name)),
    scope
      .select({
        id: projects.id,
        name: projects.name,
        state: projects.state,
        archivedAt: projects.archivedAt,
      })
      .from(projects)
      .where(eq(projects.clientId, id))
      .orderBy(asc(projects.name)),
  ] as const
}

/** A client with its contacts and projects. @throws NotFound */
export async function clientById(scope: WorkspaceScope, id: string) {
  const [found, contacts, owned] = await scope.read(...clientQueries(scope, id))
  if (!found[0]) throw new NotFound()
  return { client: found[0], contacts, projects: owned }
}

/** @returns the new client's id */
export async function createClient(scope: WorkspaceScope, input: ClientInput): Promise<string> {
  const id = newId()
  await scope.commit([scope.insert('clients', { ...input, id, createdAt: scope.now })], {
    kind: 'client.created',
    subjectId: id,
    internal: true,
  })
  return id
}

export async function editClient(scope: WorkspaceScope, id: string, input: ClientInput): Promise<void> {
  await clientById(scope, id)
  await scope.commit([scope.update('clients', input, t => eq(t.id, id))], {
    kind: 'client.changed',
    subjectId: id,
    internal: true,
  })
}
