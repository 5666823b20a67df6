import { readFileSync } from 'node:fs'
import type { Page, Request } from '@playwright/test'
import { expect, phone, projectAt, test } from './fixtures/index.ts'

const SITE = 'Site du Café Zinc'
const PART = 8 * 1024 * 1024

/** A PDF that no other test sends. */
function film(name: string, size: number) {
  const buffer = Buffer.alloc(size, `${name} ${Date.now()} `)
  buffer.write('%PDF-1.7\n')
  return { name, mimeType: 'application/pdf', buffer }
}

const field = (page: Page) => page.locator('form#upload input[type=file]')
const sendButton = (page: Page) =>
  page.locator('form#upload').getByRole('button', { name: 'Envoyer', exact: true })
const isPart = (request: Request) => request.method() === 'PUT' && /\/parts\/\d+$/.test(request.url())
const parts = (page: Page) => {
  const done: string[] = []
  page.on('requestfinished', request => isPart(request) && done.push(request.url().split('/').at(-1) ?? ''))
  return done
}

test('a large file goes on by itself when the network is back, and nothing is sent twice', async ({
  open,
}) => {
  const [camille, nadia] = [await open('camille'), await open('nadia', phone)]
  await nadia.goto(`${await projectAt(camille, 'atelier', SITE)}/files`)
  const [file, done] = [film(`Film ${Date.now()}.pdf`, 3 * PART + 1000), parts(nadia)]
  await field(nadia).setInputFiles(file)
  const first = nadia.waitForRequest(request => isPart(request) && request.url().endsWith('/2'))
  await sendButton(nadia).click()
  await first
  await nadia.context().setOffline(true)
  await expect(nadia.getByText('Connexion perdue', { exact: false })).toBeVisible()
  await nadia.context().setOffline(false)
  await expect(nadia.getByRole('link', { name: file.name })).toBeVisible({ timeout: 45_000 })
  expect(new Set(done)).toEqual(new Set(['1', '2', '3', '4']))
  expect(done.filter(number => number === '1')).toHaveLength(1)
})

test('a large file goes on after a reload, from the part at which it stopped', async ({ open }) => {
  const [camille, nadia] = [await open('camille'), await open('nadia')]
  nadia.on('dialog', dialog => void dialog.accept())
  await nadia.goto(`${await projectAt(camille, 'atelier', SITE)}/files`)
  const file = film(`Suite ${Date.now()}.pdf`, 2 * PART + 1000)
  await nadia.route(/\/parts\/2$/, route => route.abort())
  await field(nadia).setInputFiles(file)
  await sendButton(nadia).click()
  await expect(nadia.getByText('Connexion perdue', { exact: false })).toBeVisible()
  await nadia.reload()
  await expect(nadia.locator('.stopped')).toContainText(file.name)
  await nadia.unroute(/\/parts\/2$/)
  const done = parts(nadia)
  await field(nadia).setInputFiles(file)
  await sendButton(nadia).click()
  await expect(nadia.getByRole('link', { name: file.name })).toBeVisible({ timeout: 45_000 })
  expect(done).toEqual(['2', '3'])
  await nadia.reload()
  await expect(nadia.locator('.stopped', { hasText: file.name })).toHaveCount(0)
})

test('several pictures go each by itself, show small ones of themselves, and may be given up', async ({
  open,
}) => {
  const camille = await open('camille')
  await camille.goto(`${await projectAt(camille, 'atelier', SITE)}/files`)
  const mark = Date.now()
  const picture = await camille.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 1600
    canvas.height = 900
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#884422'
    pen.fillRect(200, 100, 900, 600)
    return canvas.toDataURL('image/png').split(',')[1]
  })()`)
  const images = [1, 2, 3].map(n => ({
    name: `Photo ${n} ${mark}.png`,
    mimeType: 'image/png',
    buffer: Buffer.from(picture, 'base64'),
  }))
  // Held up, so that the third one waits and is given up there.
  let free = () => {}
  const held = new Promise<void>(resolve => {
    free = resolve
  })
  await camille.route(/\/files$/, async route => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await field(camille).setInputFiles(images)
  await sendButton(camille).click()
  const lines = camille.locator('.drop-list .sending')
  await expect(lines).toHaveCount(3)
  await expect(lines.nth(2)).toContainText('En attente')
  await lines
    .nth(2)
    .getByRole('button', { name: /^Annuler/ })
    .click()
  free()
  for (const n of [1, 2]) {
    const card = camille.locator('.file').filter({ hasText: `Photo ${n} ${mark}.png` })
    const thumb = card.locator('img')
    await thumb.scrollIntoViewIfNeeded()
    await expect(thumb).toHaveJSProperty('naturalWidth', 480)
  }
  await expect(camille.getByRole('link', { name: `Photo 3 ${mark}.png` })).toHaveCount(0)

  // Onto the name of another folder.
  await camille
    .locator('.file')
    .filter({ hasText: `Photo 1 ${mark}.png` })
    .dragTo(camille.locator('[data-shelf=branding]'))
  await expect(camille).toHaveURL(/folder=branding/)
  await expect(camille.getByRole('link', { name: `Photo 1 ${mark}.png` })).toBeVisible()

  // Chosen, and taken home together.
  await camille.getByRole('checkbox', { name: `Choisir Photo 1 ${mark}.png` }).check()
  const coming = camille.waitForEvent('download')
  await camille.getByRole('button', { name: 'Télécharger la sélection' }).click()
  // Its name is the answer's own, which the routes' tests hold: what a browser makes of it is told before it is known.
  const archive = readFileSync(await (await coming).path())
  expect(archive.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
})
