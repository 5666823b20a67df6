export type Tree = { [name: string]: string | Tree | (string | Tree)[] }

/**
 * Reads Stripe's form encoding, `line_items[0][price_data][currency]=eur`, into a tree. Lists come with
 * numbers or empty brackets; an empty value unsets its field, so it is left out.
 */
export function parseForm(text: string): Tree {
  const root: Tree = {}
  for (const [name, value] of new URLSearchParams(text)) {
    if (value !== '') put(root, pathOf(name), value)
  }
  return listsIn(root) as Tree
}

function pathOf(name: string): string[] {
  const [head = '', ...rest] = name.split('[')
  return [head, ...rest.map(part => part.replace(/\]$/, ''))]
}

function put(tree: Tree, [head = '', ...rest]: string[], value: string): void {
  const name = head === '' ? String(Object.keys(tree).length) : head
  if (name === '__proto__') return
  if (rest.length === 0) {
    tree[name] = value
    return
  }
  const child = tree[name]
  const inner: Tree = typeof child === 'object' && !Array.isArray(child) ? child : {}
  tree[name] = inner
  put(inner, rest, value)
}

function listsIn(node: string | Tree): string | Tree | (string | Tree)[] {
  if (typeof node === 'string') return node
  const entries = Object.entries(node).map(
    ([name, child]) => [name, listsIn(child as string | Tree)] as const,
  )
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))
  return isList ? entries.map(([, child]) => child as string | Tree) : (Object.fromEntries(entries) as Tree)
}
