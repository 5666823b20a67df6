import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { checked, line, optionalDay, optionalWords } from '../../lib/fields'
import { newId } from '../../lib/id'
import { contactsQuery } from './contact'
import { phasesQuery } from './phases'
import { startOf, templateNames } from './templates'
import { unreadIn } from './unread'
import { waitingForClient } from './waiting'

export const projectInput = z.object({
  name: line(120),
  summary: optionalWords(1000),
  clientId: z.string('errors.choice').min(1, 'errors.choice'),
  template: z.enum(templateNames, 'errors.choice').default('website'),
  /** Empty: as the template has it. */
  requests: z.enum(['', 'on', 'off'], 'errors.choice').default(''),
  /** Whether the template's starter tasks come along. */
  starterTasks: checked,
  estimatedOn: optionalDay,
})
export const projectChange = z.object({
  name: line(120),
  summary: optionalWords(1000),
  requestsEnabled: checked,
})

export type ProjectState = 'in_progress' | 'waiting_client' | 'done'

/** What is shown: waiting for the client is never stored, it follows from what is awaited of them. */
export const shownState = (p: { state: 'in_progress' | 'done'; waiting: number | boolean }): ProjectState =>
  p.state === 'done' ? 'done' : p.waiting ? 'waiting_client' : 'in_progress'

/** Projects this person may enter, those that move first; archived ones last. */
export async function listProjects(scope: WorkspaceScope) {
  const [projects, clients, phases] = [scope.view('projects'), scope.view('clients'), scope.view('phases')]
  const [rows] = await scope.read(
    scope
      .select({
        id: projects.id,
        name: projects.name,
        client: clients.name,
        state: projects.state,
        archivedAt: projects.archivedAt,
        estimatedOn: projects.estimatedOn,
        nextStep: projects.nextStep,
        waiting: waitingForClient(scope, projects).as('waiting'),
        phase: sql<
          string | null
        >`(select ${phases.name} from ${phases} where ${phases.projectId} = ${projects.id} and ${phases.state} = 'current' order by ${phases.position} limit 1)`.as(
          'phase',
        ),
        unread: unreadIn(scope, projects).as('unread'),
      })
      .from(projects)
      .innerJoin(clients, eq(clients.id, projects.clientId))
      .orderBy(sql`${projects.archivedAt} is not null`, desc(projects.state), desc(projects.id))
      .limit(200),
  )
  return rows
}

/** A project with what its template starts it with. @returns its id. @throws NotFound when the client is not of this workspace */
export async function createProject(
  scope: WorkspaceScope,
  input: z.output<typeof projectInput>,
): Promise<string> {
  const clients = scope.view('clients')
  const [found] = await scope.read(
    scope
      .select({ id: clients.id })
      .from(clients)
      .where(and(eq(clients.id, input.clientId), isNull(clients.archivedAt))),
  )
  if (!found[0]) throw new NotFound()
  const id = newId(scope.now)
  const { template, requests, starterTasks, ...fields } = input
  const start = startOf(template, scope.workspace.locale)
  const place = { clientId: input.clientId, projectId: id }
  const phases = start.phases.map(
    (name, position) =>
      ({
        ...place,
        id: newId(scope.now),
        name,
        position,
        state: position ? 'upcoming' : 'current',
        createdAt: scope.now,
      }) as const,
  )
  const tasks = (starterTasks ? start.tasks : []).map(({ title, phase }, i) => ({
    ...place,
    id: newId(scope.now),
    title,
    phaseId: phases[phase]?.id ?? null,
    position: `a${i}`,
    createdBy: scope.actor.membershipId,
    createdAt: scope.now,
    updatedAt: scope.now,
  }))
  const requestsEnabled = requests ? requests === 'on' : start.requests
  await scope.commit(
    [
      scope.insert('projects', { ...fields, id, requestsEnabled, createdAt: scope.now }),
      scope.insert('phases', phases),
      scope.insert('tasks', tasks),
    ],
    { kind: 'project.created', subjectId: id, under: place, facts: { template } },
  )
  return id
}

export async function editProject(scope: ProjectScope, input: z.output<typeof projectChange>): Promise<void> {
  await scope.commit(
    [scope.update('projects', input, t => and(eq(t.id, scope.project.id), isNull(t.archivedAt)))],
    {
      kind: 'project.changed',
      subjectId: scope.project.id,
      internal: true,
    },
  )
}

/** Ends a project, or takes it up again. */
export async function setProjectState(scope: ProjectScope, state: 'in_progress' | 'done'): Promise<void> {
  const from = state === 'done' ? 'in_progress' : 'done'
  await scope.commit(
    [
      scope.update('projects', { state }, t =>
        and(eq(t.id, scope.project.id), eq(t.state, from), isNull(t.archivedAt)),
      ),
    ],
    { kind: state === 'done' ? 'project.done' : 'project.resumed', subjectId: scope.project.id },
  )
}

/** Puts a project away, read-only but still payable, or takes it out again. */
export async function setArchived(scope: ProjectScope, archived: boolean): Promise<void> {
  await scope.commit(
    [
      scope.update('projects', { archivedAt: archived ? scope.now : null }, t =>
        and(eq(t.id, scope.project.id), archived ? isNull(t.archivedAt) : sql`${t.archivedAt} is not null`),
      ),
    ],
    { kind: archived ? 'project.archived' : 'project.restored', subjectId: scope.project.id },
  )
}

/** The whole project with its phases. */
export async function projectById(scope: ProjectScope) {
  const projects = scope.view('projects')
  const [found, phases] = await scope.read(scope.select().from(projects), phasesQuery(scope))
  if (!found[0]) throw new NotFound()
  return { project: found[0], phases }
}

/** The project's sheet for its settings: all of it, and the people who may enter it. */
export async function projectSheet(scope: ProjectScope) {
  const projects = scope.view('projects')
  const [found, people] = await scope.read(scope.select().from(projects), contactsQuery(scope))
  if (!found[0]) throw new NotFound()
  return { project: found[0], people }
}
