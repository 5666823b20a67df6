import { asc, eq } from 'drizzle-orm'
import { enterSystem } from '../../src/db/enter'
import { type Verdict, verifyChain } from '../../src/domain/activity/chain'

/** One workspace's journal, and in a sentence what was found of it. */
export type Verified = { slug: string; intact: boolean; line: string }

/**
 * Recomputes the journals' chains, which shows whether a line was changed, taken out, put in or moved after its seal.
 * @param slug one workspace's; all of them without it
 * @throws Error when there is no such workspace
 */
export default async function verify(env: { DB: D1Database }, slug?: string): Promise<Verified[]> {
  const system = enterSystem({ db: env.DB, now: Date.now() })
  const w = system.table('workspaces')
  const [workspaces] = await system.read(
    system
      .select({ id: w.id, slug: w.slug })
      .from(w)
      .where(slug === undefined ? undefined : eq(w.slug, slug))
      .orderBy(asc(w.slug)),
  )
  if (slug !== undefined && workspaces.length === 0) throw new Error(`There is no workspace ${slug}.`)
  const found: Verified[] = []
  for (const workspace of workspaces) {
    const verdict = await verifyChain(system, workspace.id)
    found.push({
      slug: workspace.slug,
      intact: verdict.intact,
      line: `${workspace.slug}: ${sentenceOf(verdict)}`,
    })
  }
  return found
}

const problems = {
  missing: 'the line of this seal is not there any more',
  order: 'a seal is missing, or does not follow from the one before',
  altered: 'the line, or its seal, is not what was sealed',
  unsealed: 'a line stands in the journal that was never sealed and does not wait for it',
}

function sentenceOf(verdict: Verdict): string {
  if (verdict.intact) return `intact, ${verdict.length} sealed, up to ${verdict.head}`
  return `broken at ${verdict.at}: ${problems[verdict.problem]} (event ${verdict.eventId ?? 'unknown'})`
}
