import { describe, expect, it } from 'vitest'
import { seal, unseal } from './seal'

describe('a sealed value', () => {
  const [now, before] = ['the-secret-of-today', 'the-secret-of-yesterday']

  it('opens with the same secret and purpose, and shows nothing of itself', async () => {
    const text = await seal(now, 'mail', { code: 'K7PQ2M' })
    expect(text).not.toContain(btoa('K7PQ2M').slice(0, 6))
    expect(await unseal([now], 'mail', text)).toEqual({ code: 'K7PQ2M' })
  })

  it('still opens with the secret before, and with no other', async () => {
    const text = await seal(before, 'mail', { a: 1 })
    expect(await unseal([now, undefined, before], 'mail', text)).toEqual({ a: 1 })
    await expect(unseal([now, undefined], 'mail', text)).rejects.toThrow()
  })

  it('never opens for another purpose, nor when altered', async () => {
    const text = await seal(now, 'mail', { a: 1 })
    await expect(unseal([now], 'file', text)).rejects.toThrow()
    const altered = `${text.slice(0, -2)}${text.endsWith('AA') ? 'BB' : 'AA'}`
    await expect(unseal([now], 'mail', altered)).rejects.toThrow()
  })
})
