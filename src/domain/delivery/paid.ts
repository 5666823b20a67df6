import { sql } from 'drizzle-orm'
import { type Paid, WHOLE } from '../files/held'
import { settled } from '../payments/things'

/** What the payments say of whatever a file is held for. */
export const paid: Paid = (scope, heldFor) =>
  sql`(case when ${heldFor} = ${WHOLE} then ${settled(scope, { project: scope.project.id })}
    else ${settled(scope, { request: heldFor })} end)`
