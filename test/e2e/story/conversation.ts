import { expect, type Page } from '@playwright/test'
import { pdf, png } from '../fixtures/index.ts'

const thread = (page: Page) => page.getByRole('list', { name: 'Conversation' })
const words = (page: Page) => page.getByLabel('Votre message')
const messages = (page: Page) => page.getByRole('navigation').getByRole('link', { name: /^Messages/ })

/** Both write, each with a file; what one writes stands on the other's screen by itself. */
export async function talk(camille: Page, lea: Page): Promise<void> {
  await messages(camille).first().click()
  await messages(lea).first().click()
  await expect(camille.locator('#presence')).toContainText(/Léa Martin.* là$/)
  await expect(lea.locator('#presence')).toContainText(/Camille Roy.* là$/)

  await words(lea).pressSequentially('Voici la vue depuis la rue.')
  await expect(camille.locator('#presence')).toContainText('Léa Martin écrit…')
  await lea.getByLabel('Joindre des fichiers').setInputFiles([png('rue.png')])
  await lea.getByRole('button', { name: 'Envoyer' }).click()
  for (const page of [camille, lea]) {
    await expect(thread(page)).toContainText('Voici la vue depuis la rue.')
    await expect(thread(page).getByRole('img', { name: 'rue.png' }).last()).toBeVisible()
  }

  // Léa looks elsewhere: her navigation counts what she has not read.
  await lea.getByRole('navigation').getByRole('link', { name: 'Accueil' }).first().click()
  await expect(lea.getByRole('heading', { level: 1 })).not.toHaveText('Messages')
  await words(camille).fill('Merci, le devis d’impression est joint.')
  await camille.getByLabel('Joindre des fichiers').setInputFiles([pdf('impression.pdf', 'Devis')])
  await camille.getByRole('button', { name: 'Envoyer' }).click()
  await expect(messages(lea).first()).toHaveAccessibleName(/1 non lus$/)
  await messages(lea).first().click()
  await expect(thread(lea).getByText('Nouveaux messages')).toBeVisible()
  await expect(
    thread(lea)
      .getByRole('link', { name: /impression\.pdf/ })
      .last(),
  ).toBeVisible()
  await expect(messages(lea).first()).toHaveAccessibleName('Messages')
}
