import { expect, type Page } from '@playwright/test'
import { mailAfter } from '../fixtures/index.ts'

/** Camille opens Maison Lune to one more person, for one project alone. @returns the invitation's link */
export async function invite(camille: Page, address: string, project: string): Promise<string> {
  await camille.getByRole('navigation').getByRole('link', { name: 'Clients' }).click()
  await camille.getByRole('link', { name: 'Maison Lune' }).click()
  await camille.getByRole('link', { name: 'Inviter un contact' }).click()
  await camille.getByLabel('Adresse e-mail').fill(address)
  await camille.getByLabel('Limiter à certains projets').check()
  await camille.getByLabel(project).check()
  const mail = await mailAfter(address, () =>
    camille.getByRole('button', { name: 'Envoyer l’invitation' }).click(),
  )
  await expect(camille.getByText('Invitation envoyée.')).toBeVisible()
  expect(mail.subject).toBe('Atelier Lumen vous invite')
  expect(mail.links).toHaveLength(1)
  return mail.links[0] ?? ''
}

/** Whoever is invited says a name and is inside. */
export async function accept(page: Page, link: string, name: string, project: string): Promise<void> {
  await page.goto(link)
  await expect(page.getByRole('textbox')).toHaveCount(1)
  await page.getByLabel('Votre nom').fill(name)
  await page.getByRole('button', { name: 'Accepter et entrer' }).click()
  await expect(page.getByRole('heading', { level: 1, name: project })).toBeVisible()
}
