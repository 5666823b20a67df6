import { expect, type Page } from '@playwright/test'
import { mailAbout, pdf, people, png } from '../fixtures/index.ts'

/** The dashboard answers the four questions: where is it, what comes next, what is needed of me, what do I owe. */
export async function seesAll(lea: Page, project: string): Promise<void> {
  const main = lea.getByRole('main')
  await expect(main.getByRole('heading', { level: 1, name: project })).toBeInViewport()
  await expect(lea.locator('.page-meta')).toHaveText('En attente client')
  await expect(main.getByText('Nous attendons de vous')).toBeInViewport()
  await expect(main.getByText(/^Chez vous depuis/).first()).toBeVisible()
  await expect(lea.locator('.stat').filter({ hasText: 'Prochaine étape' })).toContainText(
    'Brancher la réservation',
  )
  await expect(lea.locator('.stat').filter({ hasText: 'Reste à payer' })).toContainText(/\d,\d\d\s€/)
}

/** Léa writes a request with a PDF and a picture. @returns its path and its number */
export async function asks(lea: Page, subject: string): Promise<{ path: string; number: string }> {
  await lea.getByRole('link', { name: 'Nouvelle demande' }).click()
  await lea.getByRole('radio', { name: 'Amélioration' }).check()
  await lea.getByRole('radio', { name: 'Évolution' }).check()
  await lea.getByLabel('En une phrase').fill(subject)
  await lea.getByLabel('Expliquez').fill('Sur la page « Les ateliers », avec le plan ci-joint.')
  await lea.getByLabel('Pièces jointes').setInputFiles([pdf('plan.pdf', 'Plan'), png('vue.png')])
  await expect(lea.getByText('plan.pdf')).toBeVisible()
  await lea.getByRole('button', { name: 'Envoyer la demande' }).click()
  await expect(lea.getByRole('heading', { level: 1, name: subject })).toBeVisible()
  const number = /#(\d+)/.exec((await lea.locator('.page-header .eyebrow').textContent()) ?? '')?.[1] ?? ''
  return { path: new URL(lea.url()).pathname, number }
}

/** Camille puts her price on it, and sees it as Léa will. */
export async function prices(camille: Page, words: string): Promise<void> {
  await camille.getByRole('link', { name: 'Proposer un prix' }).click()
  await camille.getByLabel('Montant', { exact: true }).fill('450,00')
  await camille.getByLabel('Ce qui sera fait').fill(words)
  await camille.getByLabel('Délai, en jours ouvrés').fill('5')
  await camille.getByRole('button', { name: 'Voir ce que le client verra' }).click()
  await expect(camille.getByRole('region', { name: 'Ce que le client verra' })).toContainText('450,00')
  await camille.getByRole('button', { name: 'Envoyer au client' }).click()
  await expect(camille.getByText('Proposition envoyée au client.')).toBeVisible()
}

/** The mail holds the whole proposal and one button, and cannot be refused. @returns where it leads */
export async function isTold(number: string, words: string, since: number): Promise<string> {
  const mail = await mailAbout(people.lea, new RegExp(`nº\\s${number}\\][^]*Notre proposition`), since)
  for (const part of [mail.html.replace(/<[^>]*>/g, ' '), mail.text]) {
    expect(part).toMatch(/450,00\s€/)
    expect(part).toContain(words)
    expect(part).toMatch(/Délai, en jours ouvrés\D*5\b/)
  }
  // It must reach her: below its button she may choose, and not stop it.
  expect(mail.links).toHaveLength(2)
  expect(mail.headers['List-Unsubscribe']).toBeUndefined()
  return mail.links[0] ?? ''
}
