import { beforeEach, describe, expect, it } from 'vitest'
import { as, Browser, kindsOf, rows } from '../../../test/harness'
import { askIn, mailTo } from '../../../test/letters'
import { emailOf, makeWorld, people, world } from '../../../test/world'
import { urls } from '../../urls'

beforeEach(makeWorld)

const lea = emailOf('lea')
const refuse = (who = people.lea.user, problem = 'bounced') =>
  rows(
    "update users set mail_problem = ?, mail_problem_at = 5, mail_problem_detail = '550' where id = ?",
    problem,
    who,
  )
const state = async (who = people.lea.user) =>
  (
    await rows<{ p: string | null; at: number; d: string | null }>(
      'select mail_problem p, mail_problem_at at, mail_problem_detail d from users where id = ?',
      who,
    )
  )[0]
const address = urls.contactAddress('atelier', world.lune.id, people.lea.membership)

describe('an address that was refused serves again', () => {
  it.each(['bounced', 'complained'])('when who runs the workspace vouches for it (%s)', async problem => {
    await refuse(people.lea.user, problem)
    const camille = await as('camille')
    const answer = await camille.post(address)
    expect([answer.status, answer.headers.get('X-D1-Round-Trips')]).toEqual([303, '3'])
    expect(await state()).toMatchObject({ p: null, d: null })
    expect((await state())?.at).toBeGreaterThan(5)
    expect(await kindsOf()).toEqual(['mail.address_trusted'])
    expect(await camille.html(urls.contact('atelier', world.lune.id, people.lea.membership))).not.toContain(
      '550',
    )
    // There is nothing to vouch for any more.
    expect((await camille.post(address)).status).toBe(404)
  })

  it('three times a day at most, however they are tried', async () => {
    const camille = await as('camille')
    for (const expected of [303, 303, 303, 429]) {
      await refuse()
      expect((await camille.post(address)).status).toBe(expected)
    }
    expect(await state()).toMatchObject({ p: 'bounced' })
    expect((await kindsOf()).length).toBe(3)
  })

  it('once, of twenty who vouch at the same time', async () => {
    await refuse()
    const camille = await as('camille')
    const all = await Promise.all(Array.from({ length: 20 }, () => camille.post(address)))
    expect(all.filter(answer => answer.status === 303)).toHaveLength(1)
    expect(await kindsOf()).toEqual(['mail.address_trusted'])
  })

  it('of a colleague of the team too, by their own page alone', async () => {
    await refuse(people.equipe.user)
    const camille = await as('camille')
    const wrong = urls.contactAddress('atelier', world.lune.id, people.equipe.membership)
    expect((await camille.post(wrong)).status).toBe(404)
    const member = urls.member('atelier', people.equipe.membership)
    expect(await camille.html(member)).toContain('refusés par son serveur')
    expect(await camille.html(urls.members('atelier'))).toContain('refusés par son serveur')
    expect((await camille.post(urls.memberAddress('atelier', people.equipe.membership))).status).toBe(303)
    expect(await state(people.equipe.user)).toMatchObject({ p: null })
  })

  it('when a code sent there comes back, and not by a password', async () => {
    await refuse()
    const browser = new Browser()
    const ask = askIn(await browser.post('/sign-in', { email: lea }))
    const code = String((await mailTo(lea)).draft.values?.code)
    expect((await browser.post('/sign-in/code', { ask, code: 'BBBBBB' })).status).toBe(422)
    expect(await state()).toMatchObject({ p: 'bounced' })
    expect((await browser.post('/sign-in/code', { ask, code })).status).toBe(303)
    expect(await state()).toMatchObject({ p: null, d: null })
  })

  it('when its person changes it', async () => {
    await refuse()
    const browser = await as('lea')
    expect((await browser.post('/account/email', { email: 'lea@neuve.test' })).status).toBe(303)
    expect(await state()).toMatchObject({ p: 'bounced' })
    const { draft } = await mailTo('lea@neuve.test')
    expect((await browser.post(draft.path)).status).toBe(303)
    expect(await state()).toMatchObject({ p: null })
  })

  it('and until then its person is told, calmly, in their account', async () => {
    const browser = await as('lea')
    expect(await browser.html('/account')).not.toContain('ne vous parviennent plus')
    await refuse()
    const html = await browser.html('/account')
    expect(html).toContain('ne vous parviennent plus')
    expect(html).not.toContain('550')
  })
})
