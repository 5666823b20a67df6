import { expect, mailAfter, people, test } from './fixtures/index.ts'

type Natural = { naturalWidth: number; naturalHeight: number }

/** A JPEG, drawn here: wide white margins around a dark bar. */
const drawn = `(() => {
  const canvas = document.createElement('canvas')
  canvas.width = 1600
  canvas.height = 900
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1600, 900)
  context.fillStyle = '#17616b'
  context.fillRect(400, 350, 800, 200)
  return canvas.toDataURL('image/jpeg').split(',')[1]
})()`

test('a logo of any picture becomes a small PNG without margins, in the space and above its mails', async ({
  open,
}) => {
  // In a space where nobody else looks at mails.
  const awa = await open(null)
  await awa.goto('/w/savane/sign-in?with=password')
  await awa.getByLabel('Adresse e-mail').fill('awa@savane.test')
  await awa.getByLabel('Mot de passe').fill('parvis-demo-2026')
  await awa.getByRole('button', { name: 'Se connecter' }).click()
  await awa.waitForURL('**/w/savane')
  await awa.goto('/w/savane/settings')
  const buffer = Buffer.from(await awa.evaluate<string>(drawn), 'base64')
  await awa.locator('#logo').setInputFiles({ name: 'Enseigne.jpg', mimeType: 'image/jpeg', buffer })
  await expect(awa.locator('.logo-shown canvas')).toBeVisible()
  await awa.getByRole('button', { name: 'Enregistrer le logo' }).click()
  await expect(awa.getByText('Logo enregistré.')).toBeVisible()

  const shown = awa.locator('.logo-shown img')
  const [width, height] = await shown.evaluate(
    (img: Natural) => [img.naturalWidth, img.naturalHeight] as const,
  )
  expect(width).toBeLessThanOrEqual(512)
  expect(width / height).toBeGreaterThan(3.8)
  const src = (await shown.getAttribute('src')) ?? ''

  const stranger = await open(null)
  await stranger.goto('/w/savane/sign-in')
  await expect(stranger.locator(`.mark img[src="${src}"]`)).toBeVisible()
  const mail = await mailAfter(people.koffi, async () => {
    await stranger.getByLabel('Adresse e-mail').fill(people.koffi)
    await stranger.getByRole('button', { name: 'Recevoir un code' }).click()
  })
  expect(mail.html).toContain(`${src}"`)

  await awa.getByRole('button', { name: 'Retirer le logo' }).click()
  await expect(awa.getByText('Logo retiré.')).toBeVisible()
})
