import { and, asc, eq, or, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import { Forbidden, Invalid, NotFound } from '../../lib/errors'
import { checked, line } from '../../lib/fields'
import { newId } from '../../lib/id'
import { filterOf, queryOf } from '../../lib/ticket-filter'

/** As many as one person may keep. */
const MOST = 30

export const viewInput = z.object({
  name: line(60),
  query: z.string().max(2000).default(''),
  shared: checked,
})
export const renameInput = viewInput.pick({ name: true, shared: true })
export type ViewInput = z.output<typeof viewInput>

/** A filter under a name, as one of the team sees it: their own, or the whole team's. */
export type SavedView = { id: string; name: string; query: string; shared: boolean; mine: boolean }

/** Those that this person may use, by name. Rides in a batch. */
export function viewsQuery(scope: WorkspaceScope) {
  const views = scope.view('savedViews')
  return scope
    .select({
      id: views.id,
      name: views.name,
      query: views.query,
      shared: views.shared,
      mine: sql`${views.membershipId} = ${scope.me}`.mapWith(Boolean).as('mine'),
    })
    .from(views)
    .where(or(eq(views.membershipId, scope.me), eq(views.shared, true)))
    .orderBy(asc(sql`lower(${views.name})`), asc(views.id))
    .limit(100)
}

/** Whether this person may rename it or delete it: their own, and the managers the whole team's. */
export const mayKeep = (scope: WorkspaceScope, view: Pick<SavedView, 'mine' | 'shared'>): boolean =>
  view.mine || (view.shared && scope.can.manage)

/**
 * Keeps a filter under a name, for oneself or for the whole team.
 * @returns its id
 * @throws NotFound (a contact), Invalid (`name`: one has that name already, or there are too many)
 */
export async function saveView(scope: WorkspaceScope, input: ViewInput): Promise<string> {
  const views = await usable(scope)
  refuseTwins(views, input.name)
  if (views.filter(v => v.mine).length >= MOST) throw new Invalid({ name: 'ticketList.error.many_views' })
  const id = newId(scope.now)
  const view = scope.insert('savedViews', {
    id,
    membershipId: scope.me,
    name: input.name,
    query: `${queryOf(filterOf(new URLSearchParams(input.query)))}`,
    shared: input.shared,
    createdAt: scope.now,
  })
  await scope.commit([view], eventOf('saved', id, input.shared))
  return id
}

/**
 * Another name for a view, or other people it is for.
 * @throws NotFound (somebody else's own), Forbidden (the team's, made by somebody else), Invalid (`name`), Conflict
 */
export async function renameView(
  scope: WorkspaceScope,
  id: string,
  { name, shared }: Pick<ViewInput, 'name' | 'shared'>,
): Promise<SavedView> {
  const { view, views } = await kept(scope, id)
  refuseTwins(
    views.filter(v => v.id !== id),
    name,
  )
  // Nobody but its maker makes the team's view their own again: it would be gone for whoever does.
  const open = view.mine ? shared : view.shared
  const change = scope.update('savedViews', { name, shared: open }, v => eq(v.id, id))
  await scope.commit([change], eventOf('renamed', id, open))
  return { ...view, name, shared: open }
}

/** @throws NotFound (somebody else's own), Forbidden (the team's, made by somebody else), Conflict */
export async function removeView(scope: WorkspaceScope, id: string): Promise<SavedView> {
  const { view } = await kept(scope, id)
  await scope.commit(
    [scope.remove('savedViews', v => and(eq(v.id, id)))],
    eventOf('removed', id, view.shared),
  )
  return view
}

/** A view that this person may change. @throws NotFound, Forbidden */
export async function readView(scope: WorkspaceScope, id: string): Promise<SavedView> {
  return (await kept(scope, id)).view
}

async function usable(scope: WorkspaceScope): Promise<SavedView[]> {
  if (!scope.isTeam) throw new NotFound()
  const [views] = await scope.read(viewsQuery(scope))
  return views
}

async function kept(scope: WorkspaceScope, id: string) {
  const views = await usable(scope)
  const view = views.find(v => v.id === id)
  if (!view) throw new NotFound()
  if (!mayKeep(scope, view)) throw new Forbidden()
  return { view, views }
}

function refuseTwins(views: SavedView[], name: string): void {
  const same = views.some(v => v.name.toLowerCase() === name.toLowerCase())
  if (same) throw new Invalid({ name: 'ticketList.error.same_name' })
}

/** Names and filters are somebody's words: the journal has the view's id. */
const eventOf = (what: 'saved' | 'renamed' | 'removed', subjectId: string, shared: boolean) => ({
  kind: `ticket_view.${what}`,
  subjectId,
  internal: true,
  facts: { shared },
})
