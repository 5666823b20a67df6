import { env } from 'cloudflare:workers'
import { SignJWT } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { configOf } from '../../src/config'
import { signLink } from '../../src/domain/files/link'
import { openPreferences, PREFERENCES_LIFE, signPreferences } from '../../src/domain/notifications/link'
import { openPayLink, signPayLink } from '../../src/domain/payments/link'
import { newId } from '../../src/lib/id'
import { Browser, rows } from '../harness'
import { makeWorld, people, world } from '../world'

const { SECRET_KEY } = configOf(env)
beforeEach(makeWorld)

const lea = people.lea.membership
const link = (more: object = {}, at = Date.now()) =>
  signPreferences(SECRET_KEY, { membershipId: lea, ...more }, at)
const ways = (token: string) =>
  [
    ['GET', `/preferences/${token}`],
    ['POST', `/preferences/${token}`],
    ['GET', `/preferences/${token}/unsubscribe`],
    ['POST', `/preferences/${token}/unsubscribe`],
  ] as const

/** Tries every way, and says what was answered; nothing may be changed. */
async function tried(token: string): Promise<number[]> {
  const answers: number[] = []
  for (const [method, path] of ways(token))
    answers.push(
      (
        await new Browser().request(method, path, {
          fields: method === 'POST' ? { message: 'never' } : undefined,
        })
      ).status,
    )
  expect(await rows('select 1 from notification_choices')).toEqual([])
  expect(await rows('select 1 from events')).toEqual([])
  return answers
}

describe('a link to somebody’s choices', () => {
  it('that is forged, altered or another purpose’s opens nothing', async () => {
    const good = await link({ category: 'message' })
    const [head = '', body = '', mark = ''] = good.split('.')
    const other = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')))
    const changed = btoa(JSON.stringify({ ...other, m: people.hugo.membership })).replace(/=+$/, '')
    const none = `${btoa('{"alg":"none"}').replace(/=+$/, '')}.${body}.`
    const foreign = await signPreferences(
      'another-secret-key-of-thirty-two-bytes',
      { membershipId: lea },
      Date.now(),
    )
    const raw = new SignJWT({ m: lea })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('preferences')
      .setIssuedAt()
      .setExpirationTime('1h')
    const unkeyed = await raw.sign(new TextEncoder().encode(SECRET_KEY))
    const pay = await signPayLink(
      SECRET_KEY,
      { projectId: world.site.id, requestId: newId(), version: 0 },
      Date.now(),
    )
    const ids = {
      sessionId: newId(),
      membershipId: lea,
      slug: 'atelier',
      projectId: world.site.id,
      versionId: newId(),
    }
    const file = await signLink(SECRET_KEY, ids as never, Date.now())
    const early = await link({}, Date.now() + 3_600_000)
    for (const token of [
      `${head}.${changed}.${mark}`,
      none,
      foreign,
      unkeyed,
      pay,
      file,
      early,
      `${good}x`,
      'x',
      newId(),
    ])
      expect([token, await tried(token)]).toEqual([token, [404, 404, 404, 404]])
  })

  it('opens nothing else', async () => {
    const good = await link()
    for (const path of [
      `/pay/${good}`,
      `/f/${good}`,
      `/reset/${good}`,
      `/invitations/${good}`,
      `/account/email/${good}`,
    ]) {
      const { status } = await new Browser().get(path)
      expect([path, status === 200]).toEqual([path, false])
    }
    expect(await openPayLink([SECRET_KEY], good, Date.now())).toBe(null)
    const browser = new Browser()
    browser.cookies.set('session', good)
    expect((await browser.get('/w/atelier/preferences')).status).toBe(303)
  })

  it('made with the former key still opens, until its 180 days are over', async () => {
    const at = Date.now()
    const token = await link({}, at)
    expect(await openPreferences(['a-newer-key-of-thirty-two-bytes-or-more', SECRET_KEY], token, at)).toEqual(
      { membershipId: lea },
    )
    expect(await openPreferences([SECRET_KEY], token, at + (PREFERENCES_LIFE - 60) * 1000)).toEqual({
      membershipId: lea,
    })
    expect(await openPreferences([SECRET_KEY], token, at + (PREFERENCES_LIFE + 1) * 1000)).toBe('expired')
  })

  it('changes one person in one workspace alone', async () => {
    await rows("update users set email = 'both@parvis.test' where id = ?", people.koffi.user)
    const token = await link()
    await new Browser().post(`/preferences/${token}`, {
      message: 'never',
      membershipId: people.hugo.membership,
      workspaceId: world.savane.id,
    })
    expect(await rows('select membership_id, workspace_id from notification_choices')).toEqual([
      { membership_id: lea, workspace_id: world.atelier.id },
    ])
  })
})
