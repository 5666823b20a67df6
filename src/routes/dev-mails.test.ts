import { describe, expect, it } from 'vitest'
import { type Locale, uiFor } from '../../locales'
import { gathered, isSample, type SampleKind, sampleOf, samples } from '../../templates/dev/mails/samples'
import { type MailReader, renderMail } from '../../templates/mail/render'
import { saidOf } from '../../templates/mail/said'
import { thingWords } from '../../templates/mail/thread'
import { Browser } from '../../test/harness'
import { app } from '../app'
import type { MailDraft } from '../domain/events/meaning'
import { kinds } from '../domain/notifications/kinds'

const place = { locale: 'fr', timezone: 'Europe/Paris' }
const each = Object.keys(samples).flatMap(kind =>
  (['fr', 'en'] as const).map(locale => [kind as SampleKind, locale] as const),
)

const rendered = (kind: SampleKind, locale: Locale) => renderedAll([sampleOf(kind, locale)], locale)

async function renderedAll(drafts: MailDraft[], locale: Locale = 'fr') {
  const preferences = 'https://portail.test/preferences/x'
  const reader: MailReader = {
    mailId: '1',
    ui: await uiFor(locale, place, 0),
    workspace: { name: 'Atelier Lumen', accent: '#17616b', slug: 'atelier', senderName: null },
    origin: 'https://portail.test',
    sender: 'bonjour@portail.test',
    name: 'Léa',
    links: { preferences, unsubscribe: `${preferences}/unsubscribe` },
  }
  return renderMail(drafts as [MailDraft], reader)
}

describe('the samples of mails', () => {
  it('know every mail that the table of kinds knows', () => {
    const mails = Object.values(kinds).flatMap(ways => ways.flatMap(way => ('mail' in way ? [way.mail] : [])))
    expect(mails.filter(kind => !isSample(kind))).toEqual([])
  })

  it('are whole in both languages: a subject, both parts, one button, why it comes', async () => {
    const holes = /\{\w+\}|undefined|NaN|\[object|\b[a-zA-Z]+\.mail\.\w/
    for (const [kind, locale] of each) {
      const { subject, html, text } = await rendered(kind, locale)
      for (const part of [subject, html, text]) expect(part, `${kind} ${locale}`).not.toMatch(holes)
      expect(subject.length, kind).toBeGreaterThan(5)
      expect(html.match(/<a /g), kind).toHaveLength(3)
      expect(html.match(/<h1/g), kind).toHaveLength(1)
      expect(text).toContain('/preferences/x/unsubscribe')
      const long = text.split('\n').filter(line => line.length > 76 && !line.startsWith('http'))
      expect(long).toEqual([])
    }
  })

  it('can be read in the dark: whatever is dark by itself is turned light', async () => {
    const turned = { '#1d1a16': 'ink', '#6d655b': 'soft' }
    for (const drafts of Object.values(gathered('fr'))) {
      const { html } = await renderedAll(drafts)
      for (const [tag] of html.matchAll(/<\w+ [^>]*style="[^>]*>/g))
        for (const [colour, name] of Object.entries(turned))
          if (tag.includes(`;color:${colour}`) || tag.includes(`"color:${colour}`))
            expect(tag).toMatch(new RegExp(`class="[^"]*\\b${name}\\b`))
    }
  })

  it('go by the names of their things', async () => {
    for (const [kind, locale] of each) {
      const said = saidOf(sampleOf(kind, locale), { ui: await uiFor(locale, place, 0), brand: 'A', name: '' })
      if (thingWords(said.thing)) expect(said.name, kind).not.toBe(said.heading)
    }
  })
})

describe('the page of samples', () => {
  it('shows each, in a frame that runs nothing and is framed by us alone', async () => {
    const page = await new Browser().get('/dev/mails?mail=tickets.mail.reply&width=390')
    const text = await page.text()
    expect(page.status).toBe(200)
    for (const kind of Object.keys(samples)) expect(text).toContain(kind)
    const frame = await new Browser().get('/dev/mails/frame?mail=tickets.mail.reply&lang=en&scheme=dark')
    expect(frame.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*sandbox/)
    expect(frame.headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
    expect(await frame.text()).toContain('Camille Roy replied')
    expect((await new Browser().get('/dev/mails/frame?part=text')).headers.get('Content-Type')).toContain(
      'text/plain',
    )
  })

  it('is not there in production', async () => {
    const production = new Browser({
      fetch: (request, env, context) =>
        app.fetch(request, { ...env, ENVIRONMENT: 'production', ORIGIN: 'https://portail.test' }, context),
    })
    expect((await production.get('/dev/mails')).status).toBe(404)
  })
})
