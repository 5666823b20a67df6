import { expect, type Locator, type Page } from '@playwright/test'

/** A column of the board, by its title. */
export const column = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: title, exact: true })

export const card = (page: Page, title: string, subject: string): Locator =>
  column(page, title).getByRole('link', { name: subject, exact: true })

/** The badge under a page's title. */
export const badge = (page: Page): Locator => page.locator('.page-meta .badge').first()

/**
 * Drags a card with the mouse straight across, and lets go once it hangs in the other column. The script for it is
 * fetched when the pointer first reaches the board: a card that does not follow yet is taken again.
 */
export async function drags(page: Page, subject: string, from: string, to: string): Promise<void> {
  const moving = card(page, from, subject)
  await expect(async () => {
    await moving.hover()
    const [start, end] = [await moving.boundingBox(), await column(page, to).boundingBox()]
    if (!start || !end) throw new Error('not on the screen')
    const y = start.y + start.height / 2
    await page.mouse.down()
    await page.mouse.move(start.x + start.width / 2 + 8, y, { steps: 3 })
    await page.mouse.move(end.x + end.width / 2, y, { steps: 15 })
    const follows = await card(page, to, subject)
      .waitFor({ timeout: 1500 })
      .then(() => true)
      .catch(() => false)
    await page.mouse.up()
    expect(follows).toBe(true)
  }).toPass({ timeout: 20_000 })
  await expect(card(page, to, subject)).toBeVisible()
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
