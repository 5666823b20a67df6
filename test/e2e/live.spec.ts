import type { Page, WebSocket, WebSocketRoute } from '@playwright/test'
import { expect, mailAfter, phone, projectAt, test } from './fixtures/index.ts'
import { card, column, movesByKeyboard } from './story/work.ts'

const thread = (page: Page) => page.getByRole('list', { name: 'Conversation' })

/** Writes a message as one does, and waits until it is kept. */
async function says(page: Page, words: string): Promise<void> {
  await page.getByLabel('Votre message').fill(words)
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await expect(thread(page).locator('.message:not(.pending)').filter({ hasText: words })).toBeVisible()
}

test('what one does on the board stands on the other’s', async ({ open }) => {
  const [camille, noe] = [await open('camille'), await open('equipe')]
  const board = `${await projectAt(camille, 'atelier', 'Boutique en ligne')}/board`
  await camille.goto(board)
  await noe.goto(board)
  const task = `Photographier les coffrets ${Date.now()}`

  await camille.getByLabel('Ajouter une tâche au backlog').fill(task)
  await camille.keyboard.press('Enter')
  await expect(camille.getByLabel('Ajouter une tâche au backlog')).toHaveValue('')
  await expect(card(noe, 'Backlog projet', task)).toBeVisible()

  await movesByKeyboard(noe, task, 'En cours')
  await expect(card(camille, 'En cours', task)).toBeVisible()
  await expect(card(camille, 'Backlog projet', task)).toHaveCount(0)

  // To wait for the client asks why; the other's screen tells it.
  await camille.getByRole('link', { name: `Déplacer : ${task}` }).click()
  await camille.getByRole('button', { name: 'En attente client', exact: true }).click()
  const why = camille.getByRole('dialog', { name: 'Qu’attendez-vous du client ?' })
  await why.getByRole('textbox').fill(`Il nous faut ceci : ${task}`)
  await why.getByRole('button', { name: 'Mettre en attente' }).click()
  await expect(column(noe, 'En attente client').getByText(`Il nous faut ceci : ${task}`)).toBeVisible()
  await expect(card(noe, 'En attente client', task)).toBeVisible()
})

test('a conversation catches up when its socket was dropped, and nothing comes twice', async ({ open }) => {
  const camille = await open('camille')
  const nadia = await open('nadia', phone)
  const messages = `${await projectAt(camille, 'atelier', 'Site du Café Zinc')}/messages`
  const sockets: WebSocketRoute[] = []
  let way = Promise.resolve()
  let clear = () => {}
  await nadia.routeWebSocket(/\/p\/[^/]+\/live$/, async socket => {
    await way
    socket.connectToServer()
    sockets.push(socket)
  })
  await nadia.goto(messages)
  await camille.goto(messages)
  const mark = Date.now()
  await says(camille, `Un ${mark}`)
  await expect(thread(nadia).getByText(`Un ${mark}`)).toBeVisible()
  await says(nadia, `Deux ${mark}`)
  await expect(thread(camille).getByText(`Deux ${mark}`)).toBeVisible()

  way = new Promise(done => {
    clear = done
  })
  await sockets.at(-1)?.close({ code: 1012 })
  await says(camille, `Trois ${mark}`)
  await says(camille, `Quatre ${mark}`)
  await expect(thread(nadia).getByText(`Trois ${mark}`)).toHaveCount(0)
  clear()
  await expect(thread(nadia).getByText(String(mark))).toHaveText(
    ['Un', 'Deux', 'Trois', 'Quatre'].map(word => `${word} ${mark}`),
  )
  await says(camille, `Cinq ${mark}`)
  await expect(thread(nadia).getByText(`Cinq ${mark}`)).toHaveCount(1)
})

test('a message written without a network goes when it is back, once', async ({ open }) => {
  const [camille, nadia] = [await open('camille'), await open('nadia')]
  const messages = `${await projectAt(camille, 'atelier', 'Site du Café Zinc')}/messages`
  await nadia.goto(messages)
  await camille.goto(messages)
  const words = `Dans le tunnel ${Date.now()}`
  await nadia.context().setOffline(true)
  await nadia.getByLabel('Votre message').fill(words)
  await nadia.getByRole('button', { name: 'Envoyer' }).click()
  await expect(nadia.getByText('Non envoyé.')).toBeVisible()
  await nadia.context().setOffline(false)
  await expect(thread(camille).getByText(words)).toHaveCount(1)
  await expect(nadia.getByText('Non envoyé.')).toHaveCount(0)
  await nadia.reload()
  await expect(thread(nadia).getByText(words)).toHaveCount(1)
})

test('who loses access hears nothing more', async ({ open }) => {
  const camille = await open('camille')
  const project = await projectAt(camille, 'atelier', 'Site du Café Zinc')
  const address = `passage-${Date.now()}@cafe-zinc.test`
  await camille.goto('/w/atelier/clients')
  await camille.getByRole('link', { name: 'Café Zinc' }).click()
  await camille.getByRole('link', { name: 'Inviter un contact' }).click()
  await camille.getByLabel('Adresse e-mail').fill(address)
  const mail = await mailAfter(address, () =>
    camille.getByRole('button', { name: 'Envoyer l’invitation' }).click(),
  )
  const guest = await open(null)
  await guest.goto(mail.links[0] ?? '')
  await guest.getByLabel('Votre nom').fill(address)
  await guest.getByRole('button', { name: 'Accepter et entrer' }).click()
  await expect(guest.getByRole('main')).toBeVisible()
  // Of a page that was left the browser does not say that its sockets closed.
  await guest.goto('about:blank')
  const sockets: WebSocket[] = []
  guest.on('websocket', socket => sockets.push(socket))
  await guest.goto(`${project}/messages`)
  await camille.goto(`${project}/messages`)
  await expect(camille.locator('#presence')).toContainText(address)

  await camille.goto('/w/atelier/clients')
  await camille.getByRole('link', { name: 'Café Zinc' }).click()
  await camille.getByRole('link', { name: address }).click()
  await camille.getByRole('link', { name: 'Retirer l’accès' }).click()
  // The project's and their own, in whatever order they came.
  expect(sockets).toHaveLength(2)
  const closed = Promise.all(sockets.map(socket => socket.waitForEvent('close', { timeout: 5000 })))
  await camille.getByRole('dialog').getByRole('button', { name: 'Retirer l’accès' }).click()
  await closed
  await expect(camille.getByText('Accès retiré.')).toBeVisible()
  await camille.goto(`${project}/messages`)
  await says(camille, `Entre nous ${address}`)
  await expect(guest.getByText(`Entre nous ${address}`)).toHaveCount(0)
  expect((await guest.reload())?.status()).toBe(404)
  expect(sockets.filter(socket => !socket.isClosed())).toEqual([])
})
