import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { holdFile, WHOLE } from '../files/held'
import type { Drawn } from '../files/previews'

export const holding = z.object({ heldFor: z.string().min(1, 'errors.choice').max(60) })

/**
 * Holds a file back until a payment request, or all that is asked for in the project, is paid. What is paid already,
 * or not asked for yet, holds nothing back: then it is refused.
 * @param heldFor `WHOLE` or a request's id @throws as `holdFile`
 */
export const holdUntilPaid = (
  scope: ProjectScope,
  bucket: R2Bucket,
  fileId: string,
  heldFor: string,
  drawn?: Drawn,
): Promise<void> => holdFile(scope, bucket, fileId, { heldFor, owing: owing(scope, heldFor), drawn })

function owing(scope: ProjectScope, heldFor: string): SQL {
  const r = scope.view('paymentRequests', 'owing')
  const which = heldFor === WHOLE ? sql`1` : sql`${r.id} = ${heldFor}`
  return sql`exists (select 1 from ${r} where ${which} and ${r.state} = 'pending')`
}
