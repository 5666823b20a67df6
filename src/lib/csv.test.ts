import { describe, expect, it } from 'vitest'
import { csv } from './csv'
import { startOfDay } from './days'

const body = (text: string) => text.replace('\ufeff', '')

describe('a file of rows', () => {
  it('begins with the mark by which spreadsheets know UTF-8', () => {
    expect(csv([['é']], ';').charCodeAt(0)).toBe(0xfeff)
  })

  it.each(['=1+1', '+33 6', '-5', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1+1', '＠SUM(A1)'])(
    'keeps %j from being a formula',
    text => {
      const written = body(csv([[text]], ';')).replace(/\r\n$/, '')
      expect(written.replace(/^"/, '')).toMatch(/^'/)
    },
  )

  it('keeps separators, quotes and lines inside their cell', () => {
    expect(body(csv([['a;b', 'dit «"oui"»', 'x\ny', null, 'z']], ';'))).toBe(
      '"a;b";"dit «""oui""»";"x\ny";;z\r\n',
    )
  })

  it('opens no cell of its own in a sheet that divides by another sign', () => {
    expect(body(csv([['x,=1+1', 'x;=1+1', 'x\t=1+1']], ';'))).toBe('"x,=1+1";"x;=1+1";"x\t=1+1"\r\n')
  })

  it('writes numbers as they are given', () => {
    expect(body(csv([[{ number: '-12,50' }, 'x']], ';'))).toBe('-12,50;x\r\n')
  })
})

describe('the first instant of a day', () => {
  it.each([
    ['Europe/Paris', '2026-11-01', '2026-10-31T23:00:00Z'],
    ['Europe/Paris', '2026-07-01', '2026-06-30T22:00:00Z'],
    ['Africa/Abidjan', '2026-11-01', '2026-11-01T00:00:00Z'],
    ['America/Toronto', '2026-11-01', '2026-11-01T04:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-01', '2026-10-31T10:00:00Z'],
    ['Pacific/Pago_Pago', '2026-11-01', '2026-11-01T11:00:00Z'],
    ['Asia/Kathmandu', '2026-11-01', '2026-10-31T18:15:00Z'],
  ])('in %s of %s is %s', (zone, day, instant) => {
    expect(new Date(startOfDay(zone, day)).toISOString()).toBe(instant.replace('Z', '.000Z'))
  })
})
