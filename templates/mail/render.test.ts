import { describe, expect, it } from 'vitest'
import { uiFor } from '../../locales'
import type { MailDraft } from '../../src/domain/events/meaning'
import { contrast, parseHex } from '../shared/colour'
import { accentOf } from './accent'
import { type MailReader, renderMail } from './render'

const place = { locale: 'fr', timezone: 'Europe/Paris' }
const [french, english] = [await uiFor('fr', place, 0), await uiFor('en', place, 0)]
const lumen = { name: 'Atelier Lumen', accent: '#17616b', slug: 'atelier', senderName: null }
const reader = (more: Partial<MailReader> = {}): MailReader => ({
  mailId: '0199c0de-0000-7000-8000-000000000001',
  ui: french,
  workspace: lumen,
  origin: 'https://portail.test',
  sender: 'bonjour@portail.test',
  name: 'Léa',
  ...more,
})

const requested: MailDraft = {
  kind: 'payments.mail.requested',
  values: { title: 'Acompte', amount: { money: 45_000, currency: 'EUR' } },
  facts: { amount: { money: 45_000, currency: 'EUR' }, due: { day: '2026-12-01' }, project: 'Site' },
  quote: 'Bonjour,\nvoici l’acompte.',
  path: '/w/atelier/p/p1/payments/0199c0de-0000-7000-8000-00000000000a',
  project: { id: 'p1', name: 'Site' },
}

describe('a mail', () => {
  it('says the same in both its parts, in its reader’s language and ways', () => {
    const { subject, html, text, from } = renderMail([requested], reader())
    expect(from).toBe('"Atelier Lumen" <bonjour@portail.test>')
    expect(subject).toBe('Paiement\u202f: Acompte – Site')
    for (const part of [html, text])
      for (const words of [
        'Bonjour Léa,',
        'voici l’acompte.',
        '450,00\u00a0€',
        '1er décembre 2026',
        'Voir et payer',
      ])
        expect(part).toContain(words)
    expect(text).toContain(
      'https://portail.test/w/atelier/p/p1/payments/0199c0de-0000-7000-8000-00000000000a',
    )
    expect(html).toContain(
      'href="https://portail.test/w/atelier/p/p1/payments/0199c0de-0000-7000-8000-00000000000a"',
    )
    const inEnglish = renderMail([requested], reader({ ui: english }))
    expect(inEnglish.text).toContain('€450.00')
    expect(inEnglish.html).toContain('lang="en"')
  })

  it('has one link, and nothing that a mail program would fetch', () => {
    const { html } = renderMail([requested], reader())
    expect(html.match(/<a /g)).toHaveLength(1)
    expect(html).not.toMatch(/<img|src=|url\(|<script|<link|<form/)
  })

  it('quotes words without the marks they are written with', () => {
    const { html, text } = renderMail(
      [{ ...requested, quote: '**Deux pages**\n\n- _la carte_\n- le reste' }],
      reader(),
    )
    for (const said of [html, text]) {
      for (const words of ['Deux pages', '• la carte', '• le reste']) expect(said).toContain(words)
      expect(said).not.toMatch(/\*\*|_la/)
    }
  })

  it('shows people’s words as words', () => {
    const nasty = '<script>alert(1)</script>"\'<b>'
    const { html, text } = renderMail(
      [
        {
          ...requested,
          quote: nasty,
          values: { ...requested.values, title: nasty },
          facts: { project: nasty },
        },
      ],
      reader({ name: nasty, workspace: { ...lumen, name: nasty, accent: 'red;}</style>' } }),
    )
    expect(html).not.toMatch(/<script|<b>|red;/)
    expect(html).toContain('&lt;script&gt;')
    expect(text).toContain(nasty)
  })

  it('keeps line breaks and tricks of direction out of its headers', () => {
    const nasty = 'Lumen\r\nBcc: all@x.test\u2028\u202e"<a@b.test>\\'
    const { subject, from } = renderMail(
      [{ ...requested, values: { ...requested.values, title: nasty } }],
      reader({ workspace: { ...lumen, name: nasty, accent: '#000000' } }),
    )
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u202e]/u)
    expect(from).toBe('"Lumen Bcc: all@x.test a@b.test" <bonjour@portail.test>')
  })

  it.each(['https://elsewhere.test', '//elsewhere.test', '/\\elsewhere.test', 'javascript:alert(1)'])(
    'never leads to %s',
    path => {
      const { html, text } = renderMail([{ ...requested, path }], reader())
      expect(`${html}${text}`).not.toMatch(/elsewhere|javascript/)
    },
  )

  it('wears the sender’s own name where no workspace is known, and shows the code big', () => {
    const code: MailDraft = { kind: 'accounts.mail.code', values: { code: 'K7PQ2M' }, path: '/sign-in' }
    const named = renderMail([code], reader({ workspace: null, sender: 'Bureau <a@b.test>', name: '' }))
    expect(named.from).toBe('"Bureau" <a@b.test>')
    expect(named.html).toMatch(/font-size:36px[^>]*>K7PQ2M</)
    expect(named.text).toMatch(/\n\nK7PQ2M\n\n/)
    expect(named.text).toContain('Bonjour,\n')
    expect(renderMail([code], reader({ workspace: null })).from).toBe(
      '"Votre portail" <bonjour@portail.test>',
    )
  })

  it('says that it can be answered only where it can', () => {
    const draft: MailDraft = {
      kind: 'messages.mail.posted',
      values: { name: 'Camille', project: 'Site' },
      path: '/w/atelier/p/p1/messages',
      thread: { kind: 'conversation', id: '1' },
    }
    const replyTo = 'reponse+c123@in.test'
    const answerable = renderMail([draft], reader({ replyTo }))
    expect(answerable.replyTo).toBe(replyTo)
    const unanswerable = [
      renderMail([draft], reader()),
      renderMail([requested], reader({ replyTo: undefined })),
    ]
    const unread = 'ne sont pas lues'
    for (const part of [answerable.html, answerable.text]) {
      expect(part).toContain('Vous pouvez répondre à cet')
      expect(part).not.toContain(unread)
    }
    for (const mail of unanswerable) {
      expect(mail).not.toHaveProperty('replyTo')
      expect(`${mail.html}${mail.text}`).not.toContain('Vous pouvez répondre à cet')
      for (const part of [mail.html, mail.text]) expect(part).toContain(unread)
    }
  })

  it('without words for its kind is not made', () => {
    expect(() => renderMail([{ kind: 'payments.mail.nothing', path: '/' }], reader())).toThrow('no words')
    expect(() => renderMail([{ ...requested, facts: { nonsense: 1 } }], reader())).toThrow('no words')
  })

  it.each(['#ffffff', '#000000', '#7f7f7f', '#ffd400', '#17616b', undefined])('can be read on %s', accent => {
    const { fill, text } = accentOf(accent)
    const [a, b] = [parseHex(fill), parseHex(text)]
    expect(a && b && contrast(a, b)).toBeGreaterThanOrEqual(4.5)
  })
})
