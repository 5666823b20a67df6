import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import { uiFor } from '../../locales'
import { SlaLine, type SlaTicket, slaFacts } from './sla'
import { roughly, workingSpan } from './span'

const HOUR = 3_600_000
// Thursday at ten in the morning in Paris.
const NOW = Date.parse('2026-11-19T09:00:00Z')
const ui = uiFor('fr', { locale: 'fr', timezone: 'Europe/Paris' }, NOW)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const html = (node: Child) => plain(String(node))

const ticket = (more: Partial<SlaTicket> = {}): SlaTicket => ({
  state: 'open',
  firstTarget: 4 * HOUR,
  resolveTarget: 16 * HOUR,
  firstDueAt: null,
  resolveDueAt: null,
  firstTook: null,
  resolveTook: null,
  firstAlarm: null,
  resolveAlarm: null,
  ...more,
})
const running = { firstDueAt: NOW + 4.5 * HOUR, resolveDueAt: NOW + 120 * HOUR }
const team = (more: Partial<SlaTicket>) => html(<SlaLine ui={ui} ticket={ticket(more)} audience="team" />)
const client = (more: Partial<SlaTicket>) => html(<SlaLine ui={ui} ticket={ticket(more)} audience="client" />)

describe('the team reads', () => {
  it.each([
    ['Répondre avant 14:30', running],
    ['Résoudre avant mar. 24 à 10:00', { ...running, firstDueAt: null, firstTook: HOUR }],
    ['Résoudre avant le 19 déc.', { firstTook: HOUR, resolveDueAt: NOW + 30 * 24 * HOUR }],
    ['Réponse en retard de 2 h', { ...running, firstDueAt: NOW - 2.5 * HOUR }],
    ['Résolution en retard de 3 j', { firstTook: HOUR, resolveDueAt: NOW - 80 * HOUR }],
    ['Réponse en retard de 1 min', { ...running, firstDueAt: NOW }],
    ['En pause', { state: 'quoted' as const }],
    ['Délai tenu', { state: 'resolved' as const, firstTook: HOUR, resolveTook: 16 * HOUR }],
    ['Délai dépassé', { state: 'closed' as const, firstTook: 5 * HOUR, resolveTook: 16 * HOUR }],
    ['Délai tenu', { state: 'closed' as const, firstTook: HOUR, resolveTook: HOUR, resolveTarget: null }],
  ])('«%s»', (said, more) => {
    const text = team(more)
    expect(text).toContain(`</svg>${said}</span>`)
  })

  it('in words and a sign of its own that it is nearly due, not by colour alone', () => {
    expect(team(running)).not.toContain('data-tone')
    const close = team({ ...running, firstAlarm: 'warned' })
    expect(close).toContain('data-tone="warning"')
    expect(close).toContain('#hourglass')
  })

  it.each([
    ['where nothing is promised', { firstTarget: null, resolveTarget: null }],
    ['of one that was refused', { state: 'refused' as const }],
    [
      'of one that pauses without a promise',
      { state: 'quoted' as const, firstTarget: null, resolveTarget: null },
    ],
  ])('nothing %s', (_, more) => expect(team(more)).toBe('null'))
})

describe('the client reads', () => {
  it('the date; once it is past still the date, and not how late', () => {
    expect(client(running)).toContain('Réponse prévue avant 14:30')
    expect(client({ firstTook: HOUR, resolveDueAt: NOW + 120 * HOUR })).toContain(
      'Résolution prévue avant mar. 24 à 10:00',
    )
    const late = client({ ...running, firstDueAt: NOW - 2 * HOUR, firstAlarm: 'breached' })
    expect(late).toContain('Réponse prévue pour 08:00')
    expect(late).not.toContain('data-tone')
  })

  it('nothing of pauses and verdicts, nor anything where promises are not shown', () => {
    expect(client({ state: 'quoted' })).toBe('null')
    expect(client({ state: 'closed', firstTook: HOUR, resolveTook: HOUR })).toBe('null')
    expect(String(<SlaLine ui={ui} ticket={ticket(running)} audience={null} />)).toBe('null')
  })
})

describe('how long', () => {
  it.each([
    [30_000, '1 min'],
    [59 * 60_000, '59 min'],
    [47 * HOUR, '47 h'],
    [49 * HOUR, '2 j'],
  ])('is said roughly: %d is %s', (ms, said) => expect(plain(roughly(ui, ms))).toBe(said))

  it.each([
    [0, '0 min', '0 min'],
    [45, '45 min', '45 min'],
    [65, '1 h 05', '1 h 05'],
    [450, '1 j', '1 j'],
    [480, '1 j', '1 j 30 min'],
    [675, '1 j 3 h', '1 j 3 h 45'],
  ])('is said in working time: %d minutes are %s', (minutes, said, exactly) => {
    const day = 7.5 * HOUR
    expect(plain(workingSpan(ui, minutes * 60_000, day))).toBe(said)
    expect(plain(workingSpan(ui, minutes * 60_000, day, true))).toBe(exactly)
  })

  it('is told beside what was promised', () => {
    const facts = (more: Partial<SlaTicket>) =>
      slaFacts(ui, ticket(more), 7.5 * HOUR).map(f => plain(f.value))
    expect(facts({})).toEqual(['sous 4 h', 'sous 2 j 1 h'])
    expect(facts({ firstTook: HOUR, resolveTook: 20 * HOUR })).toEqual([
      '1 h sur 4 h, tenu',
      '2 j 5 h sur 2 j 1 h, manqué',
    ])
    expect(facts({ firstTarget: null, resolveTarget: null, firstTook: HOUR })).toEqual(['1 h'])
  })
})
