type Asked = { state: string; dueOn: string | null }

/**
 * Payments, given newest first, as a payer reads them: what is still to be paid before the rest, the soonest due
 * first, then what has no date in the order it was asked for; the rest as it came.
 */
export function awaitedFirst<T extends Asked>(payments: readonly T[]): T[] {
  const isAwaited = (p: T) => p.state === 'pending'
  const dated = payments.filter(p => isAwaited(p) && p.dueOn !== null).toReversed()
  return [
    ...dated.toSorted((a, b) => Date.parse(a.dueOn ?? '') - Date.parse(b.dueOn ?? '')),
    ...payments.filter(p => isAwaited(p) && p.dueOn === null).toReversed(),
    ...payments.filter(p => !isAwaited(p)),
  ]
}
