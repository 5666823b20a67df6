import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'

const html = (node: unknown) => String(node)
const Box = ({ children, title }: { children?: Child; title?: string }) => <div title={title}>{children}</div>

describe('JSX', () => {
  it('writes elements, attributes and what stands in them', () => {
    expect(
      html(
        <Box title="a">
          <b>x</b> {1} {['y', <i>z</i>]}
        </Box>,
      ),
    ).toBe('<div title="a"><b>x</b> 1 y<i>z</i></div>')
    expect(
      html(
        <>
          a<br />b
        </>,
      ),
    ).toBe('a<br/>b')
  })

  it('escapes every word that is not HTML written here, in content and in attributes', () => {
    const bad = `<script>"&'</script>`
    const safe = '&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;'
    expect(html(<Box title={bad}>{bad}</Box>)).toBe(`<div title="${safe}">${safe}</div>`)
    expect(html(<p>{[bad, [bad]]}</p>)).toBe(`<p>${safe}${safe}</p>`)
    const Said = (() => bad) as unknown as typeof Box
    expect(
      html(
        <p>
          <Said />
        </p>,
      ),
    ).toBe(`<p>${safe}</p>`)
  })

  it('believes no object that only says it is escaped', () => {
    const forged = { isEscaped: true, toString: () => '<b>' } as unknown as Child
    expect(html(<p>{forged}</p>)).toBe('<p>&lt;b&gt;</p>')
    expect(html(<p title={forged as unknown as string} />)).toBe('<p title="&lt;b&gt;"></p>')
    expect(html(<p>{raw('<b>')}</p>)).toBe('<p><b></p>')
  })

  it('leaves out what is absent, and tells flags from words', () => {
    expect(
      html(
        <p>
          {null}
          {undefined}
          {false}
          {true}
          {0}
        </p>,
      ),
    ).toBe('<p>0</p>')
    expect(html(<input checked={true} disabled={false} aria-hidden={false} value={undefined} />)).toBe(
      '<input checked="" aria-hidden="false"/>',
    )
  })

  it('refuses a name that is none, and what it would have to wait for', () => {
    const spread = { 'x onload=alert(1) y': '1' }
    expect(() => html(<p {...spread} />)).toThrow('no name')
    const later = Promise.resolve('x') as unknown as Child
    expect(() => html(<p>{later}</p>)).toThrow('wait')
  })

  it('writes HTML at once', () => {
    expect((<p />).constructor.name).toBe('Markup')
  })
})
