import { expect, type Page } from '@playwright/test'

export const thread = (page: Page) => page.getByRole('list', { name: 'Conversation' })
export const words = (page: Page) => page.getByLabel('Votre message')

/** The lines in which a mark stands, sent or on their way. */
export const lines = (page: Page, mark: number) =>
  thread(page)
    .locator('.message')
    .filter({ hasText: String(mark) })
    .locator('.message-row')

/** The line that says this itself, whatever else quotes it. */
export const line = (page: Page, text: string) =>
  thread(page)
    .locator('.message:not(.pending)')
    .filter({ has: page.locator('.prose', { hasText: text }) })

/** Writes a message as one does, and waits until it is kept. */
export async function says(page: Page, text: string): Promise<void> {
  await words(page).fill(text)
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await expect(line(page, text)).toBeVisible()
}
