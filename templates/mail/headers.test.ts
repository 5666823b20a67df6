import { describe, expect, it } from 'vitest'
import { uiFor } from '../../locales'
import type { MailDraft } from '../../src/domain/events/meaning'
import { type MailReader, renderMail } from './render'

const place = { locale: 'fr', timezone: 'Europe/Paris' }
const [french, english] = [await uiFor('fr', place, 0), await uiFor('en', place, 0)]
const lumen = { name: 'Atelier Lumen', accent: '#17616b', slug: 'atelier', senderName: null }
const reader = (more: Partial<MailReader> = {}): MailReader => ({
  mailId: '0199c0de-0000-7000-8000-000000000001',
  ui: french,
  workspace: lumen,
  origin: 'https://portail.test:8443',
  sender: 'Portail <bonjour@portail.test>',
  name: 'Léa',
  ...more,
})
const id = (n: number) => `0199c0de-0000-7000-8000-00000000000${n}`
const project = { id: 'zinc', name: 'Site' }
const base = '/w/atelier/p/zinc'
const ticket = (what: string, more: Partial<MailDraft> = {}): MailDraft => ({
  kind: `tickets.mail.${what}`,
  values: { number: 12, subject: 'Le menu', who: 'Camille', into: 3 },
  path: `${base}/tickets/${id(1)}`,
  project,
  ...more,
})
const alarm: MailDraft = {
  kind: 'sla.mail.breached_first',
  values: { number: 12, subject: 'Le menu', client: 'Zinc', project: 'Site' },
  path: `${base}/tickets/${id(1)}`,
  project,
}
const paid = (kind: string, more: Partial<MailDraft> = {}): MailDraft => ({
  kind,
  values: { title: 'Acompte', amount: { money: 100, currency: 'EUR' }, project: 'Site' },
  path: `${base}/payments/${id(2)}`,
  project,
  ...more,
})
const remark: MailDraft = {
  kind: 'filePage.mail.commented',
  values: { author: 'Léa', file: 'Plan.pdf', number: 2, project: 'Site' },
  path: `${base}/files/${id(3)}/versions/${id(4)}#remarks`,
  project,
}
const version: MailDraft = {
  kind: 'files.mail.version_added',
  values: { author: 'Léa', file: 'Plan.pdf', count: 1, project: 'Site' },
  path: `${base}/files/${id(3)}`,
  project,
}
const thread = (draft: MailDraft, more: Partial<MailReader> = {}) => {
  const { subject, headers } = renderMail([draft], reader(more))
  return [subject, headers['In-Reply-To'], headers.References]
}

describe('the thread of a mail', () => {
  it.each([
    ['a request', ['reply', 'resolved', 'merged', 'priced_plain'].map(what => ticket(what)), alarm],
    [
      'a payment, by its link or its page',
      [paid('payments.mail.receipt'), paid('payments.mail.received')],
      paid('payments.mail.requested', {
        path: '/pay/x.y.z',
        pay: { projectId: 'zinc', requestId: id(2), version: 0 },
      }),
    ],
    ['a file and its versions', [remark], version],
  ])('is the same for all about %s', (_, drafts, other) => {
    const threads = [...drafts, other].map(draft => String(thread(draft)))
    expect(new Set(threads).size).toBe(1)
  })

  it('is named after the thing, at the host of the portal', () => {
    expect(thread(ticket('reply'))).toEqual([
      '[nº\u00a012] Le menu',
      `<tickets-${id(1)}@portail.test>`,
      `<tickets-${id(1)}@portail.test>`,
    ])
    expect(thread(ticket('reply'), { ui: english })[0]).toBe('[#12] Le menu')
    expect(thread(paid('payments.mail.receipt'))[0]).toBe('Paiement\u202f: Acompte – Site')
    expect(thread(remark)[0]).toBe('Plan.pdf – Site')
  })

  it('is none for what is about no thing, and each mail has an id of its own', () => {
    const code: MailDraft = { kind: 'accounts.mail.code', values: { code: 'K7PQ2M' }, path: '/sign-in' }
    const { headers } = renderMail([code], reader())
    expect(headers['Message-ID']).toBe('<0199c0de-0000-7000-8000-000000000001@portail.test>')
    expect(Object.keys(headers)).not.toContain('References')
  })

  it('goes by what happened where its name misses a value', () => {
    const values = { author: 'Léa', count: 1, project: 'Site' }
    expect(thread({ ...version, values })[0]).toBe('Une nouvelle version vous attend')
  })
})

describe('what can be refused', () => {
  it('is said by the headers that mail programs show a button for, and in the mail', () => {
    const links = {
      preferences: 'https://p.test/preferences/a',
      unsubscribe: 'https://p.test/preferences/b/unsubscribe',
    }
    const { headers, html, text } = renderMail([ticket('reply')], reader({ links }))
    expect(headers).toMatchObject({
      'List-Unsubscribe': '<https://p.test/preferences/b/unsubscribe>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    })
    for (const part of [html, text]) for (const href of Object.values(links)) expect(part).toContain(href)
  })

  it('is not offered for what must arrive', () => {
    const { headers, html } = renderMail(
      [paid('payments.mail.requested')],
      reader({ links: { preferences: 'https://p.test/preferences/a' } }),
    )
    expect(Object.keys(headers).join()).not.toContain('Unsubscribe')
    expect(html).toContain('Préférences')
    expect(html).not.toContain('Ne plus recevoir')
  })
})

describe('people’s words in headers', () => {
  const tricks = [
    'Lumen\r\nBcc: all@x.test',
    'Lumen\nSubject: autre',
    'Lumen\u2028Bcc: x\u2029y\u0085z\u0000\u000b',
    '"Lumen" <evil@x.test>, all@x.test; (x) \\',
    '=?utf-8?q?=0D=0ABcc:_all@x.test?=',
    'Lu\u202emen\u200b\ufeff\u2066',
    'Éléonore 🌿, Œuvres & Cie',
    'x'.repeat(5000),
  ]

  it.each(tricks)('stay one line and one address: %j', words => {
    const workspace = { ...lumen, name: words, senderName: words }
    const draft = ticket('reply', {
      values: { number: 1, subject: words, who: words },
      quote: words,
      project: { id: 'zinc', name: words },
    })
    const { from, subject, headers } = renderMail([draft], reader({ workspace, name: words }))
    for (const header of [from, subject, ...Object.entries(headers).flat()])
      expect(header).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u)
    expect(from).toMatch(/^"[^"\\<>]*" <bonjour@portail\.test>$/)
    expect(from.length).toBeLessThan(150)
    expect([...subject].length).toBeLessThanOrEqual(200)
  })

  it('come from whom the workspace says, else from its name', () => {
    const named = { ...lumen, senderName: 'Camille – Atelier Lumen' }
    expect(renderMail([ticket('reply')], reader({ workspace: named })).from).toBe(
      '"Camille – Atelier Lumen" <bonjour@portail.test>',
    )
    expect(renderMail([ticket('reply')], reader()).from).toBe('"Atelier Lumen" <bonjour@portail.test>')
  })

  it('are words in the page, wherever they stand', () => {
    const nasty = '<img src=x onerror=alert(1)>"\'</style><script>'
    const logoUrl = `https://portail.test/logo/${'0'.repeat(32)}-100x50`
    const workspace = { ...lumen, name: nasty, senderName: nasty, logoUrl, accent: '"><script>' }
    const drafts = [1, 2].map(n =>
      ticket('reply', {
        values: { number: n, subject: nasty, who: nasty },
        quote: nasty,
        path: `${base}/tickets/${id(n)}`,
        project: { id: `p${n}`, name: nasty },
      }),
    )
    const { html } = renderMail(drafts as [MailDraft, MailDraft], reader({ workspace, name: nasty }))
    expect(html).not.toMatch(/<script|<img src=x|onerror=alert\(1\)>/)
    expect(html.match(/<img /g)).toHaveLength(1)
    expect(html).toContain(`<img src="${logoUrl}" alt="&lt;img`)
    expect(html).toContain('width="96" height="48"')
  })
})
