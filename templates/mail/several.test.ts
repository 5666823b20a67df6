import { describe, expect, it } from 'vitest'
import { uiFor } from '../../locales'
import type { MailDraft } from '../../src/domain/events/meaning'
import { type MailReader, renderMail } from './render'

const french = await uiFor('fr', { locale: 'fr', timezone: 'Europe/Paris' }, 0)
const reader: MailReader = {
  mailId: '0199c0de-0000-7000-8000-000000000001',
  ui: french,
  workspace: { name: 'Atelier Lumen', accent: '#17616b', slug: 'atelier', senderName: null },
  origin: 'https://portail.test',
  sender: 'bonjour@portail.test',
  name: 'Léa',
}
const site = { id: 'site', name: 'Site du Café Zinc' }
const shop = { id: 'shop', name: 'Boutique en ligne' }
const id = (n: number) => `0199c0de-0000-7000-8000-00000000000${n}`

const reply = (n: number, said: string, project = site): MailDraft => ({
  kind: 'tickets.mail.reply',
  values: { number: n, subject: `Demande ${n}`, who: 'Camille' },
  quote: said,
  path: `/w/atelier/p/${project.id}/tickets/${id(n)}`,
  thread: { kind: 'ticket', id: id(n) },
  project,
})
const posted = (said: string, project = site): MailDraft => ({
  kind: 'messages.mail.posted',
  values: { name: 'Camille', project: project.name },
  quote: said,
  path: `/w/atelier/p/${project.id}/messages`,
  project,
})
const done: MailDraft = {
  kind: 'tasks.mail.finished',
  values: { title: 'Menu du soir', who: 'Camille' },
  path: `/w/atelier/p/site/tasks/${id(9)}`,
  project: site,
}
const links = (html: string) => [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(m => m[1])

describe('a mail of several things', () => {
  it('about one thing keeps its thread, and has one link', () => {
    const several = renderMail([posted('Bonjour'), posted('Et encore')], reader)
    const alone = renderMail([posted('Bonjour')], reader)
    expect(several.subject).toBe('Conversation – Site du Café Zinc')
    expect([several.subject, several.headers.References]).toEqual([alone.subject, alone.headers.References])
    expect(several.text).toContain('2 nouveaux messages – Site du Café Zinc')
    for (const words of ['Bonjour', 'Et encore']) expect(several.html).toContain(words)
    expect(links(several.html)).toEqual(['https://portail.test/w/atelier/p/site/messages'])
  })

  it('of one project names each thing once, in the order in which it was first told of', () => {
    const { subject, text, html, headers } = renderMail(
      [reply(1, 'Un'), done, posted('Salut'), reply(1, 'Deux')],
      reader,
    )
    expect(subject).toBe('Nouveautés – Site du Café Zinc')
    expect(headers.References).toBe('<news-site@portail.test>')
    expect(text).toContain('4 nouveautés – Site du Café Zinc')
    const order = [
      '[nº\u00a01] Demande 1',
      '> Un',
      '> Deux',
      'Menu du soir\n----',
      '> Salut',
      'Ouvrir le projet',
    ]
    const at = order.map(words => text.indexOf(words))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(text.match(/\[nº\u00a01\]/g)).toHaveLength(1)
    expect(links(html).at(-1)).toBe('https://portail.test/w/atelier/p/site')
    expect(links(html)).toHaveLength(5)
  })

  it('of a day is told project by project', () => {
    const { subject, text, html, headers } = renderMail(
      [posted('A'), posted('B', shop), reply(1, 'C'), reply(2, 'D', shop)],
      reader,
    )
    expect(subject).toBe('Votre journée chez Atelier Lumen')
    expect(headers).not.toHaveProperty('References')
    const order = ['Site du Café Zinc\n====', '> A', '> C', 'Boutique en ligne\n====', '> B', '> D']
    const at = order.map(words => text.indexOf(words))
    expect(at.every(i => i > 0)).toBe(true)
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(links(html).at(-1)).toBe('https://portail.test/w/atelier/notifications')
    expect(text).toContain('Atelier Lumen vous a ouvert un accès')
  })

  it('stays below what Gmail shows, and says how many it left out', () => {
    const long = Array.from({ length: 40 }, (_, n) => ({
      ...reply(n % 10, 'é'.repeat(5000)),
      path: `/w/x/${n}`,
    }))
    const { html, text } = renderMail(long as [MailDraft, ...MailDraft[]], reader)
    expect(new TextEncoder().encode(html).length).toBeLessThan(100_000)
    for (const part of [html, text]) expect(part).toContain('Et 15 autres.')
  })
})
