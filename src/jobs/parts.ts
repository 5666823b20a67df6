import { and, eq, exists, inArray, lt, notExists } from 'drizzle-orm'
import type { Env } from '../config'
import { enterSystem } from '../db/enter'
import { finishUpload } from '../domain/files/join'
import { Conflict, NotFound } from '../lib/errors'
import { say } from '../lib/log'
import { dropParts } from '../outside/files'
import { sendChecks } from '../outside/queues'
import { roomOf } from './uploads'

const MINUTE = 60_000
/** An upload that nothing came to for so long is given up, with its room. */
const LEFT = 24 * 60 * MINUTE
/** A whole that waits so long for its check has lost its message. */
const LATE = 10 * MINUTE
/** What is over is remembered so long, for a page that still asks. */
const OVER = 7 * 24 * 60 * MINUTE
const AT_ONCE = 20

type Bound = Pick<Env, 'DB' | 'FILES' | 'EVENTS'>

/**
 * Looks after uploads in parts: gives up those left for a day, frees what refused ones held, has a late check made
 * again, forgets what is over. Each step may be cut off anywhere or run twice: a row says `refused` before its bytes
 * go, and its room goes last, with the row that held it.
 * @returns numbers for the log
 */
export async function sweepParts(env: Bound, now: number): Promise<Record<string, number>> {
  const system = enterSystem({ db: env.DB, now })
  const [p, u] = [system.table('partUploads'), system.table('uploads')]
  const holding = system.select({ id: u.id }).from(u).where(eq(u.id, p.id))
  const open = inArray(p.state, ['receiving', 'joining', 'checking'])
  await system.claim(
    'partUploads',
    { state: 'refused', problem: 'left' },
    and(open, lt(p.touchedAt, now - LEFT)),
  )
  const [refused, late] = await system.read(
    system
      .select()
      .from(p)
      .where(and(eq(p.state, 'refused'), exists(holding)))
      .limit(AT_ONCE),
    system
      .select({ id: p.id })
      .from(p)
      .where(and(inArray(p.state, ['joining', 'checking']), lt(p.touchedAt, now - LATE)))
      .limit(AT_ONCE),
  )
  for (const { id, workspaceId, size, storageKey: key, uploadRef: ref } of refused) {
    await dropParts(env.FILES, { key, ref })
    const parts = system.table('uploadParts')
    const writes = [
      ...roomOf(system, { id, workspaceId, size }),
      system.write.removeAll('uploadParts', eq(parts.uploadId, id)),
    ]
    await system.commitOwn(writes).catch(error => {
      // Another run gave it back at the same moment.
      if (!(error instanceof Conflict)) throw error
    })
  }
  await sendChecks(
    env,
    late.map(one => one.id),
  )
  const over = and(inArray(p.state, ['kept', 'refused']), lt(p.touchedAt, now - OVER), notExists(holding))
  await system.commitOwn([system.write.removeAll('partUploads', over)])
  return { parts: refused.length, checks: late.length }
}

/**
 * Checks a large upload that is whole, as the person who sent it; who has no access any more leaves nothing behind.
 * What is over already, or unknown, is done.
 */
export async function checkUpload(
  env: Pick<Env, 'DB' | 'FILES'>,
  id: string,
  now = Date.now(),
): Promise<void> {
  const system = enterSystem({ db: env.DB, now })
  const p = system.table('partUploads')
  const [[upload]] = await system.read(
    system
      .select({ project: p.projectId, member: p.membershipId })
      .from(p)
      .where(and(eq(p.id, id), inArray(p.state, ['joining', 'checking']))),
  )
  if (!upload) return
  try {
    const scope = await system.as(upload.member, upload.project)
    say('upload checked', { id, ...(await finishUpload(scope, env.FILES, id)) })
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    // The sweeper sees to the rest.
    await system.claim(
      'partUploads',
      { state: 'refused', problem: 'gone', touchedAt: now },
      and(eq(p.id, id), inArray(p.state, ['joining', 'checking'])),
    )
  }
}
