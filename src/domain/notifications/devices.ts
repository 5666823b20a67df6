import { and, desc, eq, gt, inArray, isNotNull, ne, notInArray } from 'drizzle-orm'
import * as z from 'zod'
import type { Push } from '../../config'
import { among } from '../../db/among'
import type { Write } from '../../db/commit'
import type { PersonScope } from '../../db/person'
import type { WorkspaceScope } from '../../db/scope'
import type { SystemScope } from '../../db/system'
import type { NewRow } from '../../db/tables'
import { sha256 } from '../../lib/crypto'
import { NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { seal, unseal } from '../../lib/seal'
import type { PushAddress } from '../../outside/push'

/** What a browser's address and keys are sealed for. */
export const PUSH_PURPOSE = 'push'
/** Devices of one person in one workspace; one more takes the place of the oldest. */
export const MOST_DEVICES = 20

/** What a browser sends of its subscription; whether it is a push service's is asked apart. */
export const deviceInput = z.object({
  endpoint: z.url('errors.invalid').max(2048),
  p256dh: z.string(),
  auth: z.string(),
})

/** One's own devices that are told by push, the latest first. Rides in a read. */
export function devicesQuery(scope: WorkspaceScope) {
  const d = scope.view('pushSubscriptions')
  return scope
    .select({
      id: d.id,
      sessionId: d.sessionId,
      endpointHash: d.endpointHash,
      userAgent: d.userAgent,
      createdAt: d.createdAt,
      toldAt: d.toldAt,
    })
    .from(d)
    .orderBy(desc(d.createdAt), desc(d.id))
}

/**
 * This browser is told from now on, for as long as its session lasts. Whoever else was told in it is not any more: a
 * browser is one person's at a time.
 */
export async function addDevice(
  scope: WorkspaceScope,
  person: PersonScope,
  secret: string,
  device: { address: PushAddress; userAgent: string },
): Promise<void> {
  const { userId, sessionId } = person
  if (!sessionId) throw new NotFound()
  const endpointHash = await sha256(device.address.endpoint)
  const kept = {
    sessionId,
    sealed: await seal(secret, PUSH_PURPOSE, device.address),
    userAgent: device.userAgent.slice(0, 200),
    createdAt: person.now,
  }
  const row = { ...kept, id: newId(person.now), workspaceId: scope.workspace.id, membershipId: scope.me }
  const { write } = person
  const t = person.table('pushSubscriptions')
  const mine = eq(t.membershipId, scope.me)
  const latest = person
    .select({ id: t.id })
    .from(t)
    .where(mine)
    .orderBy(desc(t.createdAt), desc(t.id))
    .limit(MOST_DEVICES)
  await person.commit(
    [
      write.removeAll(
        'pushSubscriptions',
        and(eq(t.endpointHash, endpointHash), ne(t.sessionId, sessionId), ne(t.membershipId, scope.me)),
      ),
      write.put('pushSubscriptions', { ...row, endpointHash }, d => [d.membershipId, d.endpointHash], kept),
      write.removeAll('pushSubscriptions', and(mine, notInArray(t.id, latest))),
    ],
    { kind: 'push.added', userId, workspaceId: scope.workspace.id },
  )
}

/** One of one's own devices is not told any more. @throws NotFound for anybody else's */
export async function removeDevice(scope: WorkspaceScope, person: PersonScope, id: string): Promise<void> {
  const view = scope.view('pushSubscriptions')
  const [found] = await scope.read(scope.select({ id: view.id }).from(view).where(eq(view.id, id)))
  if (!found[0]) throw new NotFound()
  const t = person.table('pushSubscriptions')
  const own = and(eq(t.id, id), eq(t.membershipId, scope.me))
  await person.commit([person.write.removeAll('pushSubscriptions', own)], {
    kind: 'push.removed',
    userId: person.userId,
    workspaceId: scope.workspace.id,
    subjectId: id,
  })
}

/** The devices of those who were told: each with each of its person's notifications. */
export async function devicesTold(
  system: SystemScope,
  rows: readonly NewRow<'notifications'>[],
): Promise<Push[]> {
  const d = system.table('pushSubscriptions')
  const people = [...new Set(rows.map(row => row.membershipId))]
  const [devices] = await system.read(
    system.select({ id: d.id, membershipId: d.membershipId }).from(d).where(among(d.membershipId, people)),
  )
  return rows.flatMap(row =>
    devices
      .filter(device => device.membershipId === row.membershipId)
      .map(device => ({ deviceId: device.id, notificationId: row.id })),
  )
}

/** Of so many at once, their keys are put under the present secret. */
const PAGE = 200

/**
 * Puts what is sealed with the former secret under the present one; what neither opens is left to be forgotten when it
 * is written to. @returns how many
 */
export async function resealDevices(system: SystemScope, secret: string, former: string): Promise<number> {
  const d = system.table('pushSubscriptions')
  let [after, resealed] = ['', 0]
  for (;;) {
    const [rows] = await system.read(
      system.select({ id: d.id, sealed: d.sealed }).from(d).where(gt(d.id, after)).orderBy(d.id).limit(PAGE),
    )
    const writes: Write[] = []
    for (const { id, sealed } of rows) {
      if (await opens(secret, sealed)) continue
      const address = await opens(former, sealed)
      if (!address) continue
      const anew = { sealed: await seal(secret, PUSH_PURPOSE, address) }
      writes.push(system.write.updateAll('pushSubscriptions', anew, and(eq(d.id, id), eq(d.sealed, sealed))))
    }
    if (writes.length > 0) await system.commitOwn(writes)
    resealed += writes.length
    if (rows.length < PAGE) return resealed
    after = rows.at(-1)?.id ?? after
  }
}

const opens = (secret: string, sealed: string) =>
  unseal<PushAddress>([secret], PUSH_PURPOSE, sealed).catch(() => null)

/** Forgets the devices of those who were removed. */
export async function forgetDevices(system: SystemScope): Promise<void> {
  const [d, m] = [system.table('pushSubscriptions'), system.table('memberships')]
  const removed = system
    .select({ id: m.id })
    .from(m)
    .where(and(inArray(m.id, system.select({ id: d.membershipId }).from(d)), isNotNull(m.removedAt)))
  await system.commitOwn([system.write.removeAll('pushSubscriptions', inArray(d.membershipId, removed))])
}
