import type { Route } from '@playwright/test'
import { newId } from '../../src/lib/id.ts'
import { expect, phone, projectAt, test } from './fixtures/index.ts'
import { line, lines, says, thread, words } from './story/talking.ts'

const SITE = 'Site du Café Zinc'

test('words that could not be sent are there after a reload, and go once', async ({ open }) => {
  const [camille, nadia] = [await open('camille'), await open('nadia', phone)]
  const messages = `${await projectAt(camille, 'atelier', SITE)}/messages`
  await nadia.goto(messages)
  await camille.goto(messages)
  const mark = Date.now()
  const refuse = (route: Route) => (route.request().method() === 'POST' ? route.abort() : route.continue())
  await nadia.route(/\/messages\?after=/, refuse)
  for (const word of ['Un', 'Deux', 'Trois']) {
    await words(nadia).fill(`${word} ${mark}`)
    await nadia.getByRole('button', { name: 'Envoyer', exact: true }).click()
  }
  await words(nadia).fill(`Un brouillon ${mark}`)
  await expect(nadia.getByText('Non envoyé.').first()).toBeVisible()
  await nadia.reload()
  await expect(lines(nadia, mark)).toHaveText([/^Un/, /^Deux/, /^Trois/])
  await expect(words(nadia)).toHaveValue(`Un brouillon ${mark}`)
  await nadia.unroute(/\/messages\?after=/, refuse)
  await nadia.getByRole('button', { name: 'Réessayer' }).first().click()
  await expect(nadia.locator('.message.pending')).toHaveCount(0)
  for (const page of [nadia, camille]) await expect(lines(page, mark)).toHaveText([/^Un/, /^Deux/, /^Trois/])
  await nadia.reload()
  await expect(lines(nadia, mark)).toHaveCount(3)

  // A draft is this person's alone, and ends with their session.
  await expect(words(nadia)).toHaveValue(`Un brouillon ${mark}`)
  const kept = () =>
    nadia.evaluate<string[]>(`Object.keys(localStorage).filter(key => key.startsWith('draft:'))`)
  expect(await kept()).toHaveLength(1)
  await nadia.getByRole('button', { name: 'Votre compte' }).click()
  // Left without leaving: what matters is what the device keeps.
  await nadia.route('**/sign-out', route => route.fulfill({ status: 204 }))
  await nadia.getByRole('button', { name: 'Se déconnecter' }).click()
  await expect.poll(kept).toEqual([])
})

test('a hundred times without a network, nothing is lost, doubled or out of order', async ({ open }) => {
  test.setTimeout(180_000)
  const [camille, nadia] = [await open('camille'), await open('nadia')]
  const project = await projectAt(camille, 'atelier', SITE)
  await camille.goto(`${project}/messages`)
  await nadia.goto(`${project}/messages`)
  const mark = Date.now()
  const sent: string[] = []
  for (let i = 1; i <= 100; i++) {
    await nadia.context().setOffline(true)
    if (i % 4 === 0) {
      // One of her own while she is away; it waits for its turn.
      await nadia.evaluate(`
        const form = document.querySelector('form#composer')
        form.elements.body.value = 'n${i} ${mark}'
        form.requestSubmit()
      `)
      sent.push(`n${i} ${mark}`)
    }
    if (i % 5 === 0) {
      await says(camille, `c${i} ${mark}`)
      sent.push(`c${i} ${mark}`)
    }
    await nadia.context().setOffline(false)
    if (i % 20 === 0) await expect(nadia.locator('.message.pending')).toHaveCount(0, { timeout: 30_000 })
  }
  const shown = async (page: typeof nadia) =>
    (await lines(page, mark).locator('.prose').allTextContents()).map(text => text.trim())
  await expect.poll(async () => (await shown(nadia)).toSorted(), { timeout: 40_000 }).toEqual(sent.toSorted())
  await expect.poll(() => shown(camille)).toEqual(await shown(nadia))
  const own = (await shown(nadia)).filter(text => text.startsWith('n'))
  expect(own).toEqual(sent.filter(text => text.startsWith('n')))
  await nadia.reload()
  expect(await shown(nadia)).toEqual(await shown(camille))
})

test('an answer by keyboard, a name, a pin and a mark of reading cross to the other side', async ({
  open,
}) => {
  const [camille, nadia] = [await open('camille'), await open('nadia')]
  const messages = `${await projectAt(camille, 'atelier', SITE)}/messages`
  await nadia.goto(messages)
  await camille.goto(messages)
  const mark = Date.now()
  await says(nadia, `La carte du soir ${mark}`)
  await expect(line(camille, `La carte du soir ${mark}`)).toBeVisible()
  await expect(nadia.getByText('Lu par Camille Roy')).toBeVisible()

  await line(camille, `La carte du soir ${mark}`).hover()
  await line(camille, `La carte du soir ${mark}`).getByRole('link', { name: 'Répondre' }).click()
  await expect(camille.locator('#replying')).toContainText('La carte du soir')
  await words(camille).pressSequentially('Merci @nad')
  await expect(camille.getByRole('option', { name: /Nadia/ })).toBeVisible()
  await camille.keyboard.press('Enter')
  await camille.keyboard.type(`${mark} vu`)
  await camille.keyboard.press('Enter')
  const answer = line(nadia, `${mark} vu`)
  await expect(answer.locator('.quoted')).toContainText(`La carte du soir ${mark}`)
  await expect(answer.locator('.mention[data-me]')).toHaveText(/^@Nadia/)
  await expect(camille.locator('#replying')).toBeHidden()

  await line(camille, `La carte du soir ${mark}`).getByRole('link', { name: 'Autres actions' }).click()
  await camille.getByRole('button', { name: 'Épingler' }).click()
  await expect(nadia.locator('#pinned')).toContainText(`La carte du soir ${mark}`)

  // Found again by its words, without their accents, and opened where it stands.
  await nadia.getByRole('link', { name: 'Rechercher dans la conversation' }).click()
  await nadia.getByLabel('Mots à retrouver').fill(`carte soir ${mark}`)
  await nadia.getByRole('button', { name: 'Rechercher' }).click()
  await nadia.getByRole('list', { name: 'Messages trouvés' }).getByRole('link').first().click()
  await expect(line(nadia, `La carte du soir ${mark}`).first()).toBeInViewport()

  // What is unread anywhere stands on the workspace's pages too.
  await camille.goto('/w/atelier/clients')
  await nadia.goto(messages)
  await says(nadia, `Encore un mot ${mark}`)
  await camille.goto('/w/atelier/projects')
  await expect(
    camille
      .getByRole('navigation')
      .getByRole('link', { name: /^Projets \d+ messages non lus$/ })
      .first(),
  ).toBeVisible()
})

test('older lines come while one scrolls, and what is read stays where it is', async ({ open, baseURL }) => {
  const [camille, nadia] = [await open('camille'), await open('nadia')]
  const messages = `${await projectAt(camille, 'atelier', SITE)}/messages`
  await nadia.goto(messages)
  const mark = Date.now()
  for (let i = 0; i < 56; i++) {
    const answer = await (i % 2 ? camille : nadia).request.post(messages, {
      headers: { Origin: baseURL ?? '' },
      form: { id: newId(), body: `Ligne ${i} ${mark}` },
      maxRedirects: 0,
    })
    expect(answer.status()).toBe(303)
  }
  await camille.goto(messages)
  const all = thread(camille).locator('.message')
  await expect(all).toHaveCount(50)
  await expect(camille.getByText(`Ligne 55 ${mark}`)).toBeInViewport()
  const first = await all.first().getAttribute('id')
  const top = () =>
    camille.evaluate<number>(`document.getElementById('${first}').getBoundingClientRect().top`)
  await camille.evaluate('scrollTo({ top: 700, behavior: "instant" })')
  const before = await top()
  await camille.evaluate('scrollBy({ top: -300, behavior: "instant" })')
  await expect.poll(() => all.count()).toBeGreaterThan(50)
  expect(Math.abs((await top()) - before - 300)).toBeLessThan(3)
  const ids = await camille.evaluate<string[]>(
    `[...document.querySelectorAll('#thread [id]')].map(line => line.id)`,
  )
  expect(new Set(ids).size).toBe(ids.length)

  // A line further back than the page has: opened around it, and on from there.
  await camille.goto(`${messages}?at=1`)
  await expect(camille.getByRole('link', { name: 'Revenir aux derniers messages' })).toBeVisible()
  await camille.evaluate('scrollTo({ top: 9e9, behavior: "instant" })')
  await expect.poll(() => all.count()).toBeGreaterThan(50)
})

test('a voice message is recorded, heard of when it cannot be, and played', async ({ open }) => {
  const nadia = await open('nadia', phone)
  await nadia.goto('/w/atelier')
  await nadia
    .getByRole('navigation')
    .getByRole('link', { name: /^Messages/ })
    .first()
    .click()
  await nadia.evaluate(`{
    const media = navigator.mediaDevices
    media.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    window.allow = () => {
      media.getUserMedia = async () => {
        const context = new AudioContext()
        const out = context.createMediaStreamDestination()
        const tone = context.createOscillator()
        tone.connect(out)
        tone.start()
        return out.stream
      }
    }
  }`)
  const record = nadia.getByRole('button', { name: 'Enregistrer un message vocal' })
  await record.click()
  await expect(nadia.getByText('Le micro n’est pas autorisé')).toBeVisible()
  await nadia.evaluate('allow()')
  await record.click()
  await expect(nadia.getByRole('timer')).toHaveText('0:01')
  await nadia.getByRole('button', { name: 'Annuler l’enregistrement' }).click()
  await expect(record).toBeVisible()
  const before = await thread(nadia).locator('audio').count()
  await words(nadia).fill('Un mot à part')
  await record.click()
  await expect(nadia.getByRole('timer')).toHaveText('0:01')
  // What the nudge has her page ask for comes late, when the voice plays already: it plays on.
  const late = Promise.withResolvers<void>()
  await nadia.route(/\/messages\?after=/, async route => {
    if (route.request().method() !== 'GET') return route.continue()
    const answer = await route.fetch()
    await late.promise
    await route.fulfill({ response: answer })
  })
  const nudged = nadia.waitForResponse(
    response => /\/messages\?after=/.test(response.url()) && response.request().method() === 'GET',
  )
  await nadia.getByRole('button', { name: 'Envoyer le message vocal' }).click()
  await expect(thread(nadia).locator('audio')).toHaveCount(before + 1)
  await expect(words(nadia)).toHaveValue('Un mot à part')
  const played = await nadia.evaluate<number>(`(async () => {
    window.player = [...document.querySelectorAll('#thread audio')].at(-1)
    player.muted = true
    await player.play()
    return player.readyState
  })()`)
  late.resolve()
  await (await nudged).finished()
  await nadia.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
  expect(await nadia.evaluate('player.isConnected')).toBe(true)
  expect(played).toBeGreaterThan(1)
})
