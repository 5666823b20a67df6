/**
 * The few ways a request can be refused. `web/errors.tsx` turns each into a page, in one place;
 * anything else that is thrown is a fault of ours and shows a reference that stands in the logs.
 */
export abstract class Refusal extends Error {
  abstract readonly status: 400 | 403 | 404 | 409 | 422 | 429
}

/** What was sent is not even a form: cut short, or not what its type says. */
export class Malformed extends Refusal {
  readonly status = 400
  override name = 'Malformed'
}

/** The thing does not exist for this person: outside their scope or not there at all, with the same answer. */
export class NotFound extends Refusal {
  readonly status = 404
  override name = 'NotFound'
}

/** The thing exists for this person but they may not do this to it (never used to hide existence). */
export class Forbidden extends Refusal {
  readonly status = 403
  override name = 'Forbidden'
}

/** Somebody else was faster, or the state no longer allows the move. `reason` is a message key's last part. */
export class Conflict extends Refusal {
  readonly status = 409
  override name = 'Conflict'
  readonly reason: string
  constructor(reason = 'changed') {
    super(reason)
    this.reason = reason
  }
}

/** Input that cannot be taken: field name → message key (`errors.*`), optionally with values for the message. */
export class Invalid extends Refusal {
  readonly status = 422
  override name = 'Invalid'
  readonly fields: Record<string, string>
  constructor(fields: Record<string, string>) {
    super(Object.keys(fields).join(', '))
    this.fields = fields
  }
}

/** Too many tries; `retryAfter` in seconds. */
export class TooMany extends Refusal {
  readonly status = 429
  override name = 'TooMany'
  readonly retryAfter: number
  constructor(retryAfter: number) {
    super(`retry after ${retryAfter} s`)
    this.retryAfter = retryAfter
  }
}
