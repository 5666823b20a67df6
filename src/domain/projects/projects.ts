import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { checked, line, optionalDay, optionalLine, optionalWords } from '../../lib/fields'
import { newId } from '../../lib/id'
import { phasesQuery } from './phases'
import { waitingForClient } from './waiting'

export const projectInput = z.object({
  name: line(120),
  summary: optionalWords(1000),
  clientId: z.string('errors.choice').min(1, 'errors.choice'),
  requestsEnabled: checked,
  estimatedOn: optionalDay,
})
export const projectChange = projectInput.omit({ clientId: true })

/** The phases a project starts with, in the workspace's language; each is editable. */
export const defaultPhases = {
  fr: ['Cadrage', 'Maquette', 'Contenu', 'Dev', 'Recette', 'Livraison'],
  en: ['Scoping', 'Design', 'Content', 'Development', 'Acceptance', 'Delivery'],
} as const

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
      })
      .from(projects)
      .innerJoin(clients, eq(clients.id, projects.clientId))
      .orderBy(sql`${projects.archivedAt} is not null`, asc(projects.state), desc(projects.id))
      .limit(200),
  )
  return rows
}

/** @returns the new project's id. @throws NotFound when the client is not of this workspace */
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
  const id = newId()
  const place = { clientId: input.clientId, projectId: id }
  const names = defaultPhases[scope.workspace.locale.startsWith('en') ? 'en' : 'fr']
  await scope.commit(
    [
      scope.insert('projects', { ...input, id, createdAt: scope.now }),
      scope.insert(
        'phases',
        names.map(
          (name, position) =>
            ({
              ...place,
              id: newId(),
              name,
              position,
              state: position ? 'upcoming' : 'current',
              createdAt: scope.now,
            }) as const,
        ),
      ),
    ],
    { kind: 'project.created', subjectId: id, under: place },
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

export const steeringInput = z.object({
  nextStep: optionalLine(300),
  awaited: optionalLine(300),
  update: optionalWords(1000),
})

/** What the team says of where things stand: the next step, what it awaits from the client, its last words. */
export async function steer(scope: ProjectScope, input: z.output<typeof steeringInput>): Promise<void> {
  const spoke = sql`${input.update} <> '' and ${input.update} is not update_text`
  await scope.commit(
    [
      scope.update(
        'projects',
        {
          nextStep: input.nextStep,
          awaitedSince: sql`case when ${input.awaited} = '' then null when ${input.awaited} = awaited then awaited_since else ${scope.now} end`,
          awaited: input.awaited,
          updateAt: sql`case when ${spoke} then ${scope.now} else update_at end`,
          updateBy: sql`case when ${spoke} then ${scope.me} else update_by end`,
          update: input.update,
        },
        t => and(eq(t.id, scope.project.id), isNull(t.archivedAt)),
      ),
    ],
    { kind: 'project.steered', subjectId: scope.project.id, facts: { awaited: input.awaited !== '' } },
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
