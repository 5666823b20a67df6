import AxeBuilder from '@axe-core/playwright'
import { expect, mailAbout, people, phone, projectAt, sandbox, test } from './fixtures/index.ts'

test('an accountant pays by the link of a forwarded mail, without signing in', async ({ open }) => {
  test.setTimeout(120_000)
  const began = Date.now()
  const title = `Acompte du ${began}`
  const camille = await open('camille')
  const site = await projectAt(camille, 'atelier', 'Site de Maison Lune')

  const link = await test.step('Camille looks at what the client will read, and sends it', async () => {
    await camille.goto(`${site}/payments/new`)
    await camille.getByLabel('Intitulé').fill(title)
    await camille.getByLabel('Montant', { exact: true }).fill('1 234,56')
    await camille.getByRole('button', { name: 'Voir l’aperçu' }).click()
    await expect(camille.getByRole('region', { name: 'Ce que le client verra' })).toContainText(title)
    await camille.getByRole('button', { name: 'Envoyer au client' }).click()
    await expect(camille.getByText('Paiement demandé : le client est prévenu.')).toBeVisible()
    const mail = await mailAbout(people.lea, new RegExp(title), began)
    expect(mail.links[0]).toContain('/pay/')
    return mail.links[0] ?? ''
  })

  const payer = await open(null, phone)
  await test.step('the page says what and how much, with one button above the fold', async () => {
    await payer.goto(link)
    await expect(payer.getByRole('heading', { level: 1, name: title })).toBeVisible()
    const button = payer.getByRole('button', { name: /^Payer 1.234,56/ })
    await expect(button).toBeInViewport({ ratio: 1 })
    await payer.getByText('Payer par virement').click()
    await expect(payer.getByRole('button', { name: 'Copier : IBAN' })).toBeVisible()
    expect((await new AxeBuilder({ page: payer }).analyze()).violations).toEqual([])
    await button.click()
    await payer.waitForURL(`${sandbox('/pay/stripe/')}*`)
  })

  await test.step('it comes back to the link, and turns to paid by itself', async () => {
    await payer.getByRole('button', { name: /^Payer 1.234,56/ }).click()
    await payer.waitForURL(/\/pay\/[^/]+\?return=1$/)
    await expect(payer.getByText('Merci, c’est payé')).toBeVisible({ timeout: 20_000 })
    const receipt = await payer.request.get(`${new URL(link).pathname}/receipt`)
    expect(receipt.headers()['content-type']).toBe('application/pdf')
    await payer.goto(`${site}/payments`)
    await expect(payer).toHaveURL(/\/sign-in/)
  })

  await test.step('the journal says that it was by the link', async () => {
    await camille.goto(`${site}/journal`)
    await expect(camille.getByText('Par lien de paiement').first()).toBeVisible()
  })
})
