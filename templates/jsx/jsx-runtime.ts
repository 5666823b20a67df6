/**
 * What JSX compiles to here: HTML, at once. Elements are written from the inside out, so there is no tree to build and
 * walk again (docs/decisions/0005-jsx-writes-html.md). Components are plain functions of their props: no context, no
 * state, nothing asynchronous. Types are those of hono/jsx.
 */
export type { JSX } from 'hono/jsx/jsx-runtime'

/** HTML that was written here: the only thing, beside what Hono's `raw` and `html` made, that is not escaped again. */
export class Markup {
  readonly isEscaped = true
  readonly #html: string

  constructor(html: string) {
    this.#html = html
  }

  toString(): string {
    return this.#html
  }
}

type Props = Record<string, unknown>
type Component = (props: Props) => unknown

const unsafe = /[&<>"']/
const everyUnsafe = /[&<>"']/g
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string =>
  unsafe.test(text) ? text.replace(everyUnsafe, sign => entities[sign] ?? sign) : text

/** Elements without content. */
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

/** Attributes that are there or not; the others say `true` and `false`. */
const flags = new Set(
  'allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden inert ismap itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected'.split(
    ' ',
  ),
)

const name = /^[a-zA-Z][\w:.-]*$/
const known = new Set<string>()

/** A name comes from our own source: a wrong one is a mistake there, and is never written. */
function checked(what: string): void {
  if (known.has(what)) return
  if (!name.test(what)) throw new Error(`«${what}» is no name in HTML.`)
  known.add(what)
}

function attribute(key: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  checked(key)
  if (typeof value === 'boolean' && flags.has(key)) return value ? ` ${key}=""` : ''
  return ` ${key}="${escaped(String(value))}"`
}

function content(child: unknown): string {
  if (typeof child === 'string') return escaped(child)
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (child instanceof Markup) return child.toString()
  if (Array.isArray(child)) {
    let html = ''
    for (const one of child) html += content(one)
    return html
  }
  if (typeof child === 'number') return String(child)
  // A `String` object cannot come out of JSON: only Hono's `raw` and `html` make one that says so.
  if (child instanceof String && (child as { isEscaped?: boolean }).isEscaped) return child.toString()
  if (child instanceof Promise) throw new Error('A template got something it would have to wait for.')
  return escaped(String(child))
}

export function jsx(type: string | Component, props: Props): unknown {
  if (typeof type === 'function') return type(props)
  checked(type)
  let html = `<${type}`
  let inside = ''
  for (const key in props) {
    const value = props[key]
    if (key === 'children') inside = content(value)
    else if (key === 'dangerouslySetInnerHTML') inside = String((value as { __html: string }).__html)
    else html += attribute(key, value)
  }
  return new Markup(inside === '' && empty.has(type) ? `${html}/>` : `${html}>${inside}</${type}>`)
}

export { jsx as jsxs }

export const Fragment = ({ children }: Props): Markup => new Markup(content(children))
