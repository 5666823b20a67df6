import { chromium, type Page } from '@playwright/test'
import { ask, desktop, expect, projectAt, test } from './fixtures/index.ts'

type Device = { id: string; endpoint: string; p256dh: string; auth: string }
type Shown = { title: string; body: string; tag: string }
type Pushed = { words: { title: string; body: string; path: string; tag: string } }

/**
 * Lets the browser subscribe at the sandbox's push service: Chromium's own is at its maker's. All else, its leave and
 * its service worker, is the browser's.
 */
async function withPushService(page: Page, device: Device): Promise<void> {
  await page.context().grantPermissions(['notifications'])
  await page.addInitScript(given => {
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0)).buffer
    const subscription = (key: string) => ({
      endpoint: given.endpoint,
      options: { applicationServerKey: bytes(key) },
      getKey: (name: 'p256dh' | 'auth') => bytes(given[name]),
      unsubscribe: async () => true,
    })
    const kept = 'subscribed-with'
    Object.assign(Reflect.get(globalThis, 'PushManager').prototype, {
      subscribe: async ({ applicationServerKey: key }: { applicationServerKey: string }) => {
        localStorage.setItem(kept, key)
        return subscription(key)
      },
      getSubscription: async () => {
        const key = localStorage.getItem(kept)
        return key && subscription(key)
      },
    })
  }, device)
}

/** Hands a message to the page's service worker as the browser does when its push service has one. */
async function deliver(page: Page, origin: string, words: object): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const found = new Promise<string>(resolve => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const mine = registrations.find(one => one.scopeURL.startsWith(origin))
      if (mine) resolve(mine.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  const registrationId = await found
  const data = JSON.stringify(words)
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await Reflect.get(navigator, 'serviceWorker').ready
    const all: Shown[] = await registration.getNotifications()
    return all.map(({ title, body, tag }) => ({ title, body, tag }))
  })

test('a browser that was allowed to is told, and no longer once it was taken away', async ({
  open,
  baseURL,
}) => {
  const [camille, nadia] = [await open('camille'), await open('nadia', desktop)]
  const device = await ask<Device>('/control/push/devices', {})
  const pushed = () => ask<Pushed[]>(`/control/push/messages?device=${device.id}`)
  await withPushService(nadia, device)

  await nadia.goto('/w/atelier/preferences')
  const block = nadia.locator('#push')
  await block.getByRole('button', { name: 'Activer sur cet appareil' }).click()
  await expect(block.getByText('Cet appareil reçoit vos notifications.')).toBeVisible()
  await expect(block.getByRole('button', { name: 'Activer sur cet appareil' })).toBeHidden()
  await nadia.reload()
  await expect(block.getByText('Cet appareil reçoit vos notifications.')).toBeVisible()

  const project = await projectAt(camille, 'atelier', 'Site du Café Zinc')
  await camille.goto(`${project}/messages`)
  await camille.getByLabel('Votre message').fill('Un mot que l’écran ne doit pas montrer')
  await camille.getByRole('button', { name: 'Envoyer' }).click()
  await expect.poll(async () => (await pushed()).length, { timeout: 30_000 }).toBe(1)
  const [{ words }] = (await pushed()) as [Pushed]
  expect(words).toMatchObject({ title: 'Site du Café Zinc', path: `${project}/messages` })
  expect(words.body).toContain('Camille')
  expect(JSON.stringify(words)).not.toContain('Un mot')

  await deliver(nadia, new URL(baseURL ?? '').origin, words)
  await expect.poll(() => shown(nadia)).toEqual([{ title: words.title, body: words.body, tag: words.tag }])

  await block.getByRole('button', { name: 'Retirer' }).click()
  await expect(block.getByRole('button', { name: 'Activer sur cet appareil' })).toBeVisible()
  await expect(block.getByText('Appareils activés')).toHaveCount(0)
})

/** What the service worker does when somebody presses a banner; only a finger's own press lets it open or focus a window. */
const press = (page: Page, path: string) =>
  page
    .context()
    .serviceWorkers()[0]
    ?.evaluate(async to => {
      const done: string[] = []
      const { clients, WindowClient, registration, dispatchEvent } = globalThis as unknown as Worker
      clients.openWindow = async url => void done.push(`opens ${new URL(url).pathname}`)
      WindowClient.prototype.focus = async function (this: { url: string }) {
        done.push(`focuses ${new URL(this.url).pathname}`)
      }
      await registration.showNotification('Un mot', { data: { id: 'one', path: to }, tag: 'pressed' })
      const [notification] = await registration.getNotifications({ tag: 'pressed' })
      const event = Object.assign(new Event('notificationclick'), { notification })
      const waiting = new Promise(resolve => Object.assign(event, { waitUntil: resolve }))
      dispatchEvent(event)
      await waiting
      return { done, left: (await registration.getNotifications({ tag: 'pressed' })).length }
    }, path)

type Worker = {
  clients: { openWindow: (url: URL | string) => Promise<void> }
  WindowClient: { prototype: { focus: () => Promise<void> } }
  dispatchEvent: (event: object) => void
  registration: {
    showNotification: (title: string, options: object) => Promise<void>
    getNotifications: (filter: { tag: string }) => Promise<object[]>
  }
}

test('a banner leads to its page, in the tab that shows it already, and none comes up over that page', async ({
  open,
  baseURL,
}) => {
  const nadia = await open('nadia', desktop)
  await nadia.context().grantPermissions(['notifications'])
  await nadia.goto('/w/atelier/preferences')
  const ready = nadia.context().waitForEvent('serviceworker')
  await nadia.evaluate(() => Reflect.get(navigator, 'serviceWorker').register('/sw.js', { scope: '/' }))
  await ready
  const here = '/w/atelier/preferences'
  expect(await press(nadia, '/w/atelier/inbox')).toEqual({ done: ['opens /w/atelier/inbox'], left: 0 })
  expect(await press(nadia, here)).toEqual({ done: [`focuses ${here}`], left: 0 })
  expect(await press(nadia, 'https://evil.example/')).toEqual({ done: ['opens /'], left: 0 })

  const told = (path: string, tag: string) =>
    deliver(nadia, new URL(baseURL ?? '').origin, { id: tag, title: tag, body: '', path, tag })
  await told(here, 'looked at')
  await told('/w/atelier/inbox', 'elsewhere')
  await expect.poll(async () => (await shown(nadia)).map(one => one.title)).toEqual(['elsewhere'])
})

test('a browser finds nothing that would keep the portal from being installed', async ({ baseURL }) => {
  // Nothing can be installed from a private window, which is what a test's browser is otherwise.
  const executablePath = process.env.CHROMIUM_PATH
  const own = await chromium.launchPersistentContext('', { executablePath, args: ['--no-sandbox'], baseURL })
  const page = await own.newPage()
  await page.goto('/w/atelier/sign-in')
  const session = await own.newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  const { errors, data } = await session.send('Page.getAppManifest')
  await own.close()
  expect([...installabilityErrors, ...errors]).toEqual([])
  expect(JSON.parse(data ?? '')).toMatchObject({ name: 'Atelier Lumen', start_url: '/w/atelier' })
})
