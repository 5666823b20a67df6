// The service worker: shows what is told by web push, and opens what it is about. It keeps nothing of any page.
const here = path => {
  const url = new URL(path, self.location.origin)
  return url.origin === self.location.origin ? url : new URL(self.location.origin)
}

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true })
const shows = (client, url) => new URL(client.url).pathname === url.pathname

async function show({ id, title, body, path, tag, icon, badge, lang }) {
  const url = here(path)
  const open = await windows()
  if (open.some(client => client.focused && shows(client, url))) return
  const [shown] = await self.registration.getNotifications({ tag })
  await self.registration.showNotification(title, {
    body,
    icon,
    badge,
    lang,
    tag,
    // The same one delivered twice makes no second sound.
    renotify: shown?.data?.id !== id,
    data: { id, path: url.pathname },
  })
}

async function open(path) {
  const url = here(path)
  const there = (await windows()).find(client => shows(client, url))
  return there ? there.focus() : self.clients.openWindow(url)
}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('push', event => {
  if (event.data) event.waitUntil(show(event.data.json()))
})
self.addEventListener('notificationclick', event => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.path))
})
