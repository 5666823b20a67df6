import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import { avatarTone, Badge, Composer, Form, Icon, initials, List, Menu, Row, Table, TextField } from '.'

const html = (node: Child) => String(node)

const compressed = async (text: string) => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return (await new Response(stream).arrayBuffer()).byteLength
}

describe('a field', () => {
  it('is tied to its label, its hint and its error', () => {
    const text = html(<TextField name="email" label="Adresse" hint="Une seule" error="Manquante" />)
    expect(text).toContain('<label for="email">')
    expect(text).toContain('aria-describedby="email-error email-hint"')
    expect(text).toContain('aria-invalid="true"')
    expect(text).toContain('id="email-error"')
  })

  it('says nothing of errors when there is none', () => {
    const text = html(<TextField name="email" label="Adresse" />)
    expect(text).not.toContain('aria-')
  })

  it('keeps the person’s words, escaped', () => {
    expect(html(<TextField name="name" label="Nom" value={'"><script>'} />)).toContain(
      'value="&quot;&gt;&lt;script&gt;"',
    )
    const composer = (
      <Composer id="c" action="/m" name="body" label="Message" value="</textarea><b>" submitLabel="Envoyer" />
    )
    expect(html(composer)).toContain('&lt;/textarea&gt;&lt;b&gt;</textarea>')
  })
})

describe('a form', () => {
  it('posts to the same address with and without htmx', () => {
    const text = html(<Form id="f" action="/here" live />)
    expect(text).toContain('action="/here" method="post"')
    expect(text).toContain('hx-post="/here"')
  })
})

describe('a menu', () => {
  it('is named by its icon button and by its list', () => {
    const text = html(<Menu id="m" label="Actions" />)
    expect(text.match(/aria-label="Actions"/g)).toHaveLength(2)
    expect(text).toContain('popovertarget="m"')
  })
})

describe('a table', () => {
  it('repeats its labels in the cells, for the stacked view', () => {
    const columns = [{ label: 'Objet' }, { label: 'Montant', numeric: true }]
    const text = html(
      <Table caption="Paiements" columns={columns} rows={[{ href: '/p/1', cells: ['Solde', '12 €'] }]} />,
    )
    expect(text).toContain('data-l="Montant"')
    expect(text).toContain('<th scope="row"><a href="/p/1">Solde</a></th>')
  })
})

describe('an avatar', () => {
  it('shows the first and the last word', () => {
    expect(['Léa Martin', 'Jean de la Tour', 'koffi', ' '].map(initials)).toEqual(['LM', 'JT', 'K', ''])
  })

  it('always gives a name the same of six tones', () => {
    expect(avatarTone('Camille Roy')).toBe(avatarTone('Camille Roy'))
    expect(new Set(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(avatarTone)).size).toBeGreaterThan(3)
  })
})

it('keeps a list of fifty rows small', async () => {
  const rows = Array.from({ length: 50 }, (_, n) => (
    <Row
      href={`/w/atelier/p/${crypto.randomUUID()}/tickets/${crypto.randomUUID()}`}
      title={`Le sujet numéro ${n}`}
      lead={<Icon name="bug" repeated />}
      meta={`#${n} · Maison Lune`}
      aside={<Badge tone="info">En cours</Badge>}
    />
  ))
  expect(await compressed(html(<List>{rows}</List>))).toBeLessThan(4_500)
})
