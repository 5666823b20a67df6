import { describe, expect, it } from 'vitest'
import { hmac } from '../../lib/crypto'
import { newId } from '../../lib/id'
import { replyAddress, type Thread, threadOf } from './address'

const base = 'reponse@in.example.com'
const secret = 'a-secret-key-of-thirty-two-bytes'
const ticket: Thread = { kind: 'ticket', id: newId() }
const open = (address: string, secrets = [secret]) => threadOf(base, secrets, address)

describe('the address of an answer', () => {
  it('leads back to its thread, in at most 64 characters, whatever servers do to its letters', async () => {
    for (const thread of [ticket, { kind: 'conversation', id: newId() } as const]) {
      const address = await replyAddress(base, secret, thread)
      expect(address).toMatch(/^reponse\+[tc][a-z2-7]{42}@in\.example\.com$/)
      expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64)
      expect(await open(address)).toEqual(thread)
      expect(await open(address.toUpperCase())).toEqual(thread)
    }
    const longest = `${'a'.repeat(20)}@in.example.com`
    expect((await replyAddress(longest, secret, ticket)).split('@')[0]).toHaveLength(64)
  })

  it('is still good under the key before, and no longer', async () => {
    const address = await replyAddress(base, secret, ticket)
    expect(await open(address, ['a-new-secret-key-of-many-bytes', secret])).toEqual(ticket)
    expect(await open(address, ['a-new-secret-key-of-many-bytes'])).toBeNull()
  })

  it('is nothing when one letter of it is another', async () => {
    const address = await replyAddress(base, secret, ticket)
    const start = base.indexOf('@') + 1
    for (let i = start; i < start + 43; i++) {
      const other = address[i] === 'a' ? 'b' : 'a'
      const forged = address.slice(0, i) + other + address.slice(i + 1)
      const found = await open(forged)
      // The last letter holds two bits that say nothing.
      if (i < start + 42) expect(found).toBeNull()
      else expect([null, JSON.stringify(ticket)]).toContain(found && JSON.stringify(found))
    }
  })

  it('of a request never serves as a conversation’s, nor does another purpose’s signature', async () => {
    const address = await replyAddress(base, secret, ticket)
    expect(await open(address.replace('+t', '+c'))).toBeNull()
    const other = await hmac(secret, 'file', `ticket\0${ticket.id}`)
    const right = await hmac(secret, 'reply', `ticket\0${ticket.id}`)
    expect(other.slice(0, 20)).not.toBe(right.slice(0, 20))
  })

  it.each([
    '',
    'reponse@in.example.com',
    'reponse+@in.example.com',
    'reponse+t@in.example.com',
    `reponse+t${'a'.repeat(42)}@in.example.com`,
    `reponse+t${'a'.repeat(10_000)}@in.example.com`,
    `reponse+t${'a'.repeat(42)}@elsewhere.com`,
    'reponse+t\u0000@in.example.com',
  ])('%s leads nowhere', async address => {
    expect(await open(address)).toBeNull()
  })
})
