import type { StripeTables } from './types.ts'

type Thing = Record<string, unknown>

/** A copy of an object (or list, with paths under `data.`) in which the named ids are whole objects. */
export function expand(tables: StripeTables, object: object, paths: readonly string[]): object {
  const copy = structuredClone(object) as Thing
  for (const path of paths) expandPath(tables, copy, path.split('.'))
  return copy
}

function expandPath(tables: StripeTables, node: Thing, [name = '', ...rest]: string[]): void {
  if (name === 'line_items' && node.object === 'checkout.session') {
    const id = String(node.id)
    node.line_items = asList(tables.lineItems[id] ?? [], `/v1/checkout/sessions/${id}/line_items`)
    return
  }
  const value = node[name]
  if (Array.isArray(value)) {
    for (const item of value) expandPath(tables, item as Thing, rest)
    return
  }
  const found = typeof value === 'string' ? byId(tables, value) : value
  if (typeof found !== 'object' || found === null) return
  const copy = structuredClone(found) as Thing
  node[name] = copy
  if (rest.length) expandPath(tables, copy, rest)
}

function byId(tables: StripeTables, id: string): object | undefined {
  const { paymentIntents, charges, customers, invoices, refunds, disputes } = tables
  return [paymentIntents, charges, customers, invoices, refunds, disputes]
    .map(table => table[id])
    .find(Boolean)
}

/** A Stripe list that holds everything it has. */
export function asList(data: readonly object[], url: string, hasMore = false): object {
  return { object: 'list', data, has_more: hasMore, url }
}
