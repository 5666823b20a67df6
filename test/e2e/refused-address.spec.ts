import { ask, expect, mailAfter, mailsTo, people, projectAt, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'

const address = people.hugo
const mark = 'E-mails refusés par son serveur'

test('an address that bounces is marked, told and left alone, until somebody vouches for it', async ({
  open,
}) => {
  test.slow()
  const [camille, hugo] = [await open('camille'), await open('hugo')]
  const project = await projectAt(camille, 'atelier', 'Site de Maison Lune')
  const subject = `Une adresse à vérifier ${Date.now()}`
  await hugo.goto(`${project}/tickets/new`)
  await hugo.getByRole('radio', { name: 'Question' }).check()
  await hugo.getByRole('radio', { name: 'Maintenance' }).check()
  await hugo.getByLabel('En une phrase').fill(subject)
  await hugo.getByLabel('Expliquez').fill('Recevez-vous ceci ?')
  await hugo.getByRole('button', { name: 'Envoyer la demande' }).click()
  await expect(hugo.getByRole('heading', { level: 1, name: subject })).toBeVisible()
  const request = hugo.url()
  await hugo.goto('about:blank')

  const reply = async (words: string) => {
    await camille.goto(request)
    await camille.getByRole('textbox', { name: 'Votre réponse' }).fill(words)
    await camille.getByRole('button', { name: 'Envoyer' }).click()
    await expect(camille.locator('.message', { hasText: words })).toBeVisible()
  }
  const end = (event: string) =>
    ask('/control/resend/addresses', { address, event, words: '550 no such user' })
  const mails = (query: string) => `/w/atelier/settings/mails?q=${encodeURIComponent(address)}&${query}`

  await end('bounced')
  const told = await mailAfter(people.camille, () => reply('Première réponse')).finally(() =>
    end('delivered'),
  )
  expect(told.subject).toContain('refuse vos e-mails')
  const page = told.links.find(link => link.includes('/contacts/')) ?? ''
  await camille.goto(page)
  await expect(camille.getByText(mark)).toBeVisible()
  await expect(camille.getByText('550 no such user')).toBeVisible()
  expect(await faultsOf(camille)).toEqual([])

  const last = (await mailsTo(address))[0]?.id
  await reply('Deuxième réponse')
  await expect(async () => {
    await camille.goto(mails('state=skipped'))
    await expect(camille.getByRole('listitem').filter({ hasText: subject })).toContainText(
      'son adresse refuse les e-mails',
    )
  }).toPass()
  expect((await mailsTo(address))[0]?.id).toBe(last)
  expect(await faultsOf(camille)).toEqual([])

  await camille.goto(page)
  await camille.getByRole('button', { name: 'L’adresse est bonne, réessayer' }).click()
  await expect(camille.getByText('Les e-mails repartent vers cette adresse.')).toBeVisible()
  await expect(camille.getByText(mark)).toBeHidden()
  const arrived = await mailAfter(address, () => reply('Troisième réponse'))
  expect(arrived.text).toContain('Troisième réponse')
  await expect(async () => {
    await camille.goto(mails('state=delivered'))
    await expect(camille.getByRole('link', { name: new RegExp(subject) })).toHaveCount(1)
  }).toPass()
})
