import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { desktop, expect, phone, projectAt, test } from './fixtures/index.ts'
import { card, column, drags, movesByKeyboard } from './story/work.ts'

const project = 'Site de Maison Lune'

/** As much of an element as is needed here. */
type Scrolled = { scrollLeft: number; scrollTo: (to: { left: number; behavior: 'instant' }) => void }

/** Opens the board of the project for somebody of the team. */
async function boardOf(page: Page): Promise<string> {
  const site = await projectAt(page, 'atelier', project)
  await page.goto(`${site}/board`)
  return site
}

async function adds(page: Page, title: string): Promise<void> {
  await page.getByLabel('Ajouter une tâche au backlog').fill(title)
  await page.keyboard.press('Enter')
  await expect(card(page, 'Backlog projet', title)).toBeVisible()
}

const menuOf = (page: Page, title: string) => page.getByRole('link', { name: `Déplacer : ${title}` })

async function chooses(page: Page, title: string, entry: string): Promise<void> {
  await menuOf(page, title).click()
  await page.getByRole('button', { name: entry, exact: true }).click()
}

test('two people move the same card at once: one outcome, and both screens agree', async ({ open }) => {
  const title = `Carte disputée ${Date.now()}`
  const [camille, equipe] = [await open('camille'), await open('equipe')]
  await boardOf(camille)
  await boardOf(equipe)
  await adds(camille, title)
  await expect(card(equipe, 'Backlog projet', title)).toBeVisible()
  for (const page of [camille, equipe]) await menuOf(page, title).click()
  const entry = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  await Promise.all([entry(camille, 'En cours').click(), entry(equipe, 'Terminé').click()])
  const where = async (page: Page) => {
    const found: string[] = []
    for (const name of ['Backlog projet', 'En cours', 'En attente client', 'Terminé'])
      if (await card(page, name, title).count()) found.push(name)
    return found.join()
  }
  await expect
    .poll(async () => {
      const seen = [await where(camille), await where(equipe)]
      return seen[0] === seen[1] && ['En cours', 'Terminé'].includes(seen[0] ?? '')
    })
    .toBe(true)
  const outcome = await where(camille)
  const told = [camille, equipe].map(page => page.getByText('Cela vient de changer').count())
  expect((await Promise.all(told)).reduce((a, b) => a + b)).toBe(1)
  await camille.reload()
  await expect(card(camille, outcome, title)).toBeVisible()
})

test('somebody else’s change takes neither focus, nor words, nor scroll', async ({ open }) => {
  const title = `Carte d’ailleurs ${Date.now()}`
  const [camille, equipe] = [await open('camille'), await open('equipe', phone)]
  await boardOf(camille)
  await boardOf(equipe)
  const field = equipe.getByLabel('Ajouter une tâche au backlog')
  await field.focus()
  await equipe.keyboard.type('À moitié écr')
  const board = equipe.locator('#board')
  await board.evaluate((it: Scrolled) => it.scrollTo({ left: 330, behavior: 'instant' }))
  const scroll = () => board.evaluate((it: Scrolled) => it.scrollLeft)
  await expect.poll(scroll).toBeGreaterThan(0)
  await equipe.waitForTimeout(400)
  const before = await scroll()
  await adds(camille, title)
  await expect(card(equipe, 'Backlog projet', title)).toHaveCount(1)
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('À moitié écr')
  expect(await scroll()).toBe(before)
})

test('a card is moved by mouse, keyboard and finger', async ({ open }) => {
  const title = `Carte à porter ${Date.now()}`
  const camille = await open('camille')
  const site = await boardOf(camille)
  await adds(camille, title)
  const alone = `${site}/board?q=${encodeURIComponent(title)}`
  await camille.goto(alone)
  await drags(camille, title, 'Backlog projet', 'En cours')
  await movesByKeyboard(camille, title, 'Backlog projet')
  const touch = await open('camille', { ...desktop, hasTouch: true })
  await touch.goto(alone)
  const from = await card(touch, 'Backlog projet', title).boundingBox()
  const to = await column(touch, 'En cours').locator('.board-list').boundingBox()
  if (!from || !to) throw new Error('Nothing to touch')
  const finger = await touch.context().newCDPSession(touch)
  const at = (x: number, y: number) => [{ x, y }]
  await touch.waitForTimeout(500)
  await finger.send('Input.dispatchTouchEvent', {
    type: 'touchStart',
    touchPoints: at(from.x + 30, from.y + 8),
  })
  await touch.waitForTimeout(400)
  for (let step = 1; step <= 12; step++)
    await finger.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: at(
        from.x + 30 + ((to.x + 40 - from.x - 30) * step) / 12,
        from.y + 8 + ((to.y + 20 - from.y - 8) * step) / 12,
      ),
    })
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(card(camille, 'En cours', title)).toBeVisible()
})

test('a task is planned, listed, commented, deleted and put back', async ({ open }) => {
  const title = `Carte complète ${Date.now()}`
  const camille = await open('camille')
  await boardOf(camille)
  await adds(camille, title)

  await chooses(camille, title, 'Confier, priorité, échéance…')
  const dialog = camille.getByRole('dialog', { name: 'Confier et planifier' })
  await dialog.getByLabel('Priorité').selectOption('Haute')
  await dialog.getByLabel('Échéance').fill('2031-05-04')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  const item = column(camille, 'Backlog projet').getByRole('listitem').filter({ hasText: title })
  await expect(item).toContainText('Prioritaire')
  await expect(item).toContainText('4 mai')
  await expect(menuOf(camille, title)).toBeFocused()

  await card(camille, 'Backlog projet', title).click()
  const next = camille.getByLabel('Nouveau point')
  await next.fill('Relire')
  await next.press('Enter')
  await expect(camille.getByRole('checkbox', { name: 'Relire' })).toBeVisible()
  await expect(next).toBeFocused()
  await expect(next).toHaveValue('')
  await next.pressSequentially('Publier')
  await next.press('Enter')
  await camille.getByRole('checkbox', { name: 'Relire' }).click()
  await expect(camille.getByRole('checkbox', { name: 'Relire' })).toBeChecked()
  await camille.getByRole('button', { name: 'Modifier : Publier' }).click()
  await camille.getByRole('button', { name: 'Monter' }).click()
  await expect(camille.getByRole('checkbox').first()).toHaveAccessibleName('Publier')
  await camille.getByLabel('Commenter cette tâche').fill('Avec *soin*.')
  await camille.getByRole('button', { name: 'Commenter' }).click()
  await expect(camille.getByText('Avec soin.')).toBeVisible()
  await expect(camille.getByLabel('Commenter cette tâche')).toHaveValue('')

  await boardOf(camille)
  await expect(item).toContainText('1/2')
  await chooses(camille, title, 'Supprimer')
  await expect(item).toHaveCount(0)
  await camille.getByRole('button', { name: 'Annuler' }).click()
  await expect(item).toContainText('1/2')

  await card(camille, 'Backlog projet', title).click()
  await camille.getByRole('link', { name: 'Supprimer' }).click()
  await camille.getByRole('button', { name: 'Supprimer la tâche' }).click()
  await camille.getByRole('button', { name: 'Annuler' }).click()
  await expect(camille.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(camille.getByText('Avec soin.')).toBeVisible()
})

for (const [name, options] of [
  ['a screen', desktop],
  ['a phone', phone],
] as const)
  test(`board, list, task and what was deleted pass axe on ${name}`, async ({ open }) => {
    const page = await open('camille', options)
    const site = await boardOf(page)
    await adds(page, `Carte à voir ${name} ${Date.now()}`)
    const look = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(v => `${page.url()} ${v.id}: ${v.nodes.map(n => n.html).join('\n')}`)).toEqual([])
    }
    await look()
    await page.locator('[data-move]').first().click()
    await look()
    await page.goto(`${site}/board?view=list`)
    await look()
    await page.getByRole('link', { name: 'Mettre en page les ateliers' }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.getByLabel('Nouveau point').fill('Un point')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('checkbox', { name: 'Un point' }).first()).toBeVisible()
    await look()
    await page.goto(`${site}/tasks/deleted`)
    await look()
  })
