import { beforeEach, expect, it } from 'vitest'
import { Browser, system } from '../../test/harness'
import { makeWorld } from '../../test/world'
import { createWorkspace } from '../domain/workspaces/workspaces'
import { urls } from '../urls'

beforeEach(makeWorld)

/** Where the next of the first steps leads. */
const next = (html: string) => {
  const links = html.slice(html.indexOf('id="begin"')).match(/<a [^>]*>/g) ?? []
  return /href="([^"]+)"/.exec(links.find(link => link.includes('primary')) ?? '')?.[1]
}

it('leads a new workspace to its first project, a step at a time and never to a closed door', async () => {
  const { token } = await createWorkspace(system(), 'a secret of thirty-two characters', {
    slug: 'neuf',
    name: 'Neuf',
    ownerEmail: 'zoe@parvis.test',
    locale: 'fr',
    timezone: 'Europe/Paris',
    currency: 'EUR',
  })
  const zoe = new Browser()
  await zoe.post(urls.invitation(token), { name: 'Zoé' })
  const home = () => zoe.html(urls.home('neuf'))

  expect(next(await home())).toBe(urls.newClient('neuf'))
  for (const path of [urls.projects('neuf'), urls.newProject('neuf')]) {
    const page = await zoe.html(path)
    expect(page).toContain('D’abord un client')
    expect(page).toContain(`href="${urls.newClient('neuf')}"`)
    expect(page).not.toContain('<select')
  }

  const made = await zoe.post(urls.clients('neuf'), { name: 'Maison Lune' })
  const client = made.headers.get('Location')?.split('/').at(-1) ?? ''
  expect(next(await home())).toBe(urls.newContact('neuf', client))
  await zoe.post(`${urls.client('neuf', client)}/contacts`, { email: 'lea@lune.test' })
  expect(next(await home())).toBe(urls.newProject('neuf', client))
  // Of one client there is nothing to choose.
  expect(await zoe.html(urls.newProject('neuf'))).toMatch(new RegExp(`value="${client}" selected`))
  await zoe.post(urls.projects('neuf'), { clientId: client, name: 'Site', template: 'website' })
  expect(await home()).not.toContain('id="begin"')
})
