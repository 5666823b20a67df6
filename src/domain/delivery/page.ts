import { asc, eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { type Access, accessQuery } from '../files/access'
import { type FilePage, readFileWith } from '../files/files'
import { WHOLE } from '../files/held'
import { type Remark, remarksQuery } from '../files/remarks'
import { paid } from './paid'

/** Something asked for and not paid yet. @property amount in minor units; null without the finance capability */
export type Due = { id: string; title: string; amount: number | null; currency: string; dueOn: string | null }

/** How a file stands towards the money it was held for. */
export type Holding = {
  /** Nothing was held, or it is paid: the client has the bytes. */
  free: boolean
  /** What remains to be paid of it. */
  dues: Due[]
  /** What it could be held for: everything asked for in the project and not paid. Team alone. */
  choices: Due[]
}

/** A file with everything its page says, in one round trip. @throws NotFound */
export async function readFilePage(
  scope: ProjectScope,
  fileId: string,
): Promise<{ file: FilePage; holding: Holding; remarks: Remark[]; access: Access[] }> {
  const [f, r] = [scope.view('files', 'held'), scope.view('paymentRequests')]
  const {
    file,
    rows: [[standing], due, remarks, access],
  } = await readFileWith(
    scope,
    fileId,
    scope
      .select({ free: sql<number>`(${f.heldFor} is null or ${paid(scope, f.heldFor)})`.as('free') })
      .from(f)
      .where(eq(f.id, fileId)),
    scope
      .select({ id: r.id, title: r.title, amount: r.amount, currency: r.currency, dueOn: r.dueOn })
      .from(r)
      .where(eq(r.state, 'pending'))
      .orderBy(asc(r.createdAt))
      .limit(50),
    remarksQuery(scope, fileId),
    accessQuery(scope, fileId),
  )
  const dues = file.heldFor ? due.filter(d => file.heldFor === WHOLE || d.id === file.heldFor) : []
  const holding = { free: Boolean(standing?.free), dues, choices: scope.isTeam ? due : [] }
  return { file, holding, remarks, access }
}
