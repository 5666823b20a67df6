import type { Page } from '@playwright/test'
import { expect, pdf, phone, png, projectAt, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'
import { ownForm, posted, putFile } from './story/files.ts'

const SITE = 'Site du Café Zinc'

// The tests know no DOM: what of it they look at is named here.
const natural = (image: unknown) => (image as { naturalWidth: number }).naturalWidth
const wide = (element: unknown) => (element as { clientWidth: number }).clientWidth

/** Asks the project's client for money. @returns the address of the request */
async function asksFor(camille: Page, project: string, title: string): Promise<string> {
  const answer = await camille.request.post(`${project}/payments`, {
    form: { kind: 'balance', title, amount: '120,00', basis: 'with' },
    maxRedirects: 0,
    headers: ownForm(),
  })
  expect(answer.status(), await answer.text()).toBe(303)
  return answer.headers().location ?? ''
}

test('a picture held until it is paid shows a reduced one, and is there by itself once it is', async ({
  open,
}) => {
  const [camille, nadia] = [await open('camille'), await open('nadia')]
  const project = await projectAt(camille, 'atelier', SITE)
  const title = `Solde ${Date.now()}`
  const payment = await asksFor(camille, project, title)
  const file = await putFile(camille, project, png(`affiche-${Date.now()}.png`, 900, 600))
  await camille.goto(file)
  await camille.getByLabel('Retenir jusqu’au paiement de').selectOption({ label: `${title} (120,00 €)` })
  await camille.getByRole('button', { name: 'Retenir', exact: true }).click()
  await expect(camille.getByText('Le client voit un aperçu réduit et marqué.')).toBeVisible()
  expect(await faultsOf(camille)).toEqual([])

  await nadia.goto(file)
  await expect(nadia.getByRole('heading', { name: 'À vous dès le paiement' })).toBeVisible()
  await expect(nadia.getByRole('link', { name: 'Télécharger' })).toHaveCount(0)
  const shown = nadia.locator('.viewer-sheet img')
  await expect.poll(() => shown.evaluate(natural)).toBe(450)
  const marked = await nadia.screenshot({ clip: (await shown.boundingBox()) ?? undefined })
  expect(marked.length).toBeGreaterThan(0)
  expect(await faultsOf(nadia)).toEqual([])
  await expect(nadia.getByRole('link', { name: 'Payer' })).toHaveAttribute('href', payment)

  await nadia.evaluate('window.sameDocument = true')
  await camille.goto(`${payment}/transfer`)
  await camille.getByLabel('Référence').fill('VIR 12')
  await camille.getByRole('main').locator('form button[data-variant=primary]').click()
  await expect(nadia.getByRole('link', { name: 'Télécharger' }).first()).toBeVisible()
  await expect(nadia.getByRole('heading', { name: 'À vous dès le paiement' })).toHaveCount(0)
  await expect.poll(() => shown.evaluate(natural)).toBe(900)
  expect(await nadia.evaluate('window.sameDocument')).toBe(true)
})

test('a remark is put on a point by a click or with the arrows, and the picture is looked at closely', async ({
  open,
}) => {
  const [camille, nadia] = [await open('camille'), await open('nadia')]
  const project = await projectAt(camille, 'atelier', SITE)
  const file = await putFile(camille, project, png(`plan-${Date.now()}.png`, 900, 600))
  await camille.goto(file)
  await nadia.goto(file)
  const sheet = nadia.locator('.viewer-sheet')
  const box = await sheet.boundingBox()
  if (!box) throw new Error('no picture')
  await sheet.click({ position: { x: box.width / 4, y: box.height / 2 } })
  await expect(nadia.getByText('Un point est choisi sur l’image.')).toBeVisible()
  await nadia.getByLabel('Votre remarque').fill('Plus à gauche')
  await nadia.getByRole('button', { name: 'Ajouter la remarque' }).click()
  await expect(nadia.locator('#pins a')).toHaveText(['1'])
  const missed = async () => {
    const pin = await nadia.locator('#pins a circle').boundingBox()
    return Math.abs((pin?.x ?? 0) + (pin?.width ?? 0) / 2 - (box.x + box.width / 4))
  }
  await expect.poll(missed).toBeLessThan(4)

  // By keyboard alone, from the button to the words.
  await nadia.getByRole('button', { name: 'Choisir un point' }).focus()
  await nadia.keyboard.press('Enter')
  for (const key of ['ArrowRight', 'Shift+ArrowRight', 'ArrowDown']) await nadia.keyboard.press(key)
  await nadia.keyboard.press('Enter')
  await expect(nadia.getByLabel('Votre remarque')).toBeFocused()
  await nadia.keyboard.type('Un peu plus bas')
  expect(await nadia.evaluate(`document.getElementById('remark-new').elements.x.value`)).toBe('5600')
  expect(await nadia.evaluate(`document.getElementById('remark-new').elements.y.value`)).toBe('5100')
  await nadia.getByRole('button', { name: 'Sans point' }).click()
  await nadia.getByRole('button', { name: 'Ajouter la remarque' }).click()
  await expect(nadia.locator('.remark')).toHaveCount(2)
  await expect(nadia.locator('#pins a')).toHaveCount(1)
  expect(await faultsOf(nadia)).toEqual([])

  // The other side's list and pins follow by themselves.
  await expect(camille.locator('.remark')).toHaveCount(2)
  await expect(camille.locator('#pins a')).toHaveCount(1)
  await camille.getByText('Répondre').first().click()
  await camille.getByLabel('Votre réponse').first().fill('C’est fait')
  await camille.getByRole('button', { name: 'Envoyer' }).first().click()
  await expect(nadia.getByText('C’est fait')).toBeVisible()

  const width = () => nadia.locator('.viewer-sheet').evaluate(wide)
  const before = Number(await width())
  await nadia.locator('.viewer-frame').focus()
  await nadia.keyboard.press('+')
  await nadia.keyboard.press('+')
  expect(Number(await width())).toBeGreaterThan(before * 1.4)
  await nadia.getByRole('button', { name: 'Réduire' }).click()
  await nadia.keyboard.press('0')
  await nadia.locator('.viewer-frame').hover()
  await nadia.keyboard.down('Control')
  await nadia.mouse.wheel(0, -200)
  await nadia.keyboard.up('Control')
  expect(Number(await width())).toBeGreaterThan(before * 1.5)
  await nadia.getByRole('button', { name: 'Ajuster' }).click()
  expect(Number(await width())).toBe(before)
})

test('two versions lie over each other, and a line is drawn across by keyboard and by finger', async ({
  open,
}) => {
  const camille = await open('camille')
  const project = await projectAt(camille, 'atelier', SITE)
  const file = await putFile(camille, project, png(`logo-${Date.now()}.png`, 300, 200))
  await posted(camille, `${file}/versions`, {
    files: png('logo.png', 300, 200),
    label: 'Après relecture',
    note: '',
  })
  await camille.goto(file)
  await camille.getByRole('link', { name: 'Comparer' }).click()
  await expect(camille.locator('figcaption').getByText('v2 · Après relecture')).toBeVisible()
  expect(await faultsOf(camille)).toEqual([])
  await camille.setViewportSize({ width: 1280, height: 800 })
  await camille.getByRole('button', { name: 'Superposées' }).click()
  const line = camille.getByLabel('Limite entre les deux versions, en pour cent')
  await line.focus()
  await camille.keyboard.press('ArrowRight')
  await expect(line).toHaveValue('51')
  const cut = () =>
    camille.evaluate<string>(`getComputedStyle(document.querySelector('.compare-right img')).clipPath`)
  expect(await cut()).toContain('51%')
  const box = await camille.locator('.compare-sheet').boundingBox()
  if (!box) throw new Error('nothing to compare')
  await camille.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await camille.mouse.down()
  await camille.mouse.move(box.x + box.width / 5, box.y + box.height / 2)
  await camille.mouse.up()
  await expect(line).toHaveValue('20')
  expect(await faultsOf(camille)).toEqual([])
})

test('a PDF opens in the page, and works without JavaScript on a phone', async ({ open }) => {
  const camille = await open('camille')
  const project = await projectAt(camille, 'atelier', SITE)
  const file = await putFile(camille, project, pdf(`cahier-${Date.now()}.pdf`, 'Bonjour'))
  const nadia = await open('nadia', { ...phone, javaScriptEnabled: false })
  await nadia.goto(file)
  await nadia.getByLabel('Page').fill('1')
  await nadia.getByLabel('Votre remarque').fill('Une faute ici')
  await nadia.getByRole('button', { name: 'Ajouter la remarque' }).click()
  await expect(nadia.getByRole('link', { name: 'Page 1' })).toBeVisible()
  await nadia.getByRole('button', { name: 'Marquer comme traitée' }).click()
  await expect(nadia.getByText('Traitée par')).toBeVisible()
  await camille.goto(file)
  const frame = camille.locator('iframe.preview-pdf')
  await frame.scrollIntoViewIfNeeded()
  await expect.poll(() => camille.frames().length).toBeGreaterThan(1)
  expect(await faultsOf(camille)).toEqual([])
})
