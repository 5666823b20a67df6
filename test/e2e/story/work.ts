import { expect, type Locator, type Page } from '@playwright/test'

/** A column of the board, by its title. */
export const column = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: title, exact: true })

export const card = (page: Page, title: string, subject: string): Locator =>
  column(page, title).getByRole('link', { name: subject, exact: true })

/** The badge under a page's title. */
export const badge = (page: Page): Locator => page.locator('.page-meta .badge').first()

/** Drags a card with the mouse; the script for it is fetched when the pointer first reaches the board. */
export async function drags(page: Page, subject: string, from: string, to: string): Promise<void> {
  const target = column(page, to).locator('.board-list')
  await expect(async () => {
    const moving = card(page, from, subject)
    if (await moving.count()) {
      await moving.hover()
      await moving.dragTo(target, { targetPosition: { x: 40, y: 20 }, steps: 12 })
    }
    await expect(card(page, to, subject)).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
}

/** Moves a card by the keyboard alone: its menu, the arrow down to the column, Enter. */
export async function movesByKeyboard(page: Page, subject: string, to: string): Promise<void> {
  const opener = page.getByRole('link', { name: `Déplacer : ${subject}` })
  await opener.focus()
  await page.keyboard.press('Enter')
  const menu = page.getByRole('group', { name: 'Déplacer vers…' })
  const focused = menu.locator(':focus')
  for (let press = 0; press < 8 && (await focused.textContent()) !== to; press++)
    await page.keyboard.press('ArrowDown')
  await expect(focused).toHaveText(to)
  await page.keyboard.press('Enter')
  await expect(card(page, to, subject)).toBeVisible()
  await expect(page.getByRole('link', { name: `Déplacer : ${subject}` })).toBeFocused()
}
