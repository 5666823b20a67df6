// Lets this browser be told by web push, where its person asks for it: shows how it stands, asks the browser's leave on
// a click and never before, and sends what the browser answers with the form that was pressed.
const find = () => document.querySelector('[data-push-key]')
const worker = () => navigator.serviceWorker.register('/sw.js', { scope: '/' })
const possible = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
// On Apple's telephones and tablets only an app on the home screen may.
const mustInstall = () => /iPhone|iPad/.test(navigator.userAgent) && !('PushManager' in window)

const text = bytes =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

async function digest(words) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words))
  return [...new Uint8Array(bytes)].map(b => b.toString(16).padStart(2, '0')).join('')
}

/** What the browser is subscribed with, if it is with our present key. */
async function present(key) {
  const registration = await navigator.serviceWorker.getRegistration('/')
  const subscription = await registration?.pushManager.getSubscription()
  const used = subscription?.options.applicationServerKey
  return used && text(used) === key ? subscription : undefined
}

async function stateOf({ pushKey, pushKnown }) {
  if (!possible()) return mustInstall() ? 'install' : 'none'
  if (Notification.permission === 'denied') return 'blocked'
  const subscription = await present(pushKey)
  const known = subscription && pushKnown.split(' ').includes(await digest(subscription.endpoint))
  return known && Notification.permission === 'granted' ? 'on' : 'off'
}

async function look(failed) {
  const block = find()
  if (!block) return
  const state = await stateOf(block.dataset).catch(() => 'none')
  for (const part of block.querySelectorAll('[data-push-state]'))
    part.hidden = part.dataset.pushState !== state
  block.querySelector('[data-push-failed]').hidden = !failed || state !== 'off'
}

async function subscribe(key) {
  if ((await Notification.requestPermission()) !== 'granted') return
  await worker()
  const { pushManager } = await navigator.serviceWorker.ready
  // One made with a former key of ours reaches nobody.
  if (!(await present(key))) await (await pushManager.getSubscription())?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
}

document.addEventListener(
  'submit',
  async event => {
    const form = event.target.closest?.('[data-push-on]')
    if (!form || form.elements.endpoint.value) return
    event.preventDefault()
    event.stopImmediatePropagation()
    try {
      const subscription = await subscribe(find().dataset.pushKey)
      if (!subscription) return look()
      form.elements.endpoint.value = subscription.endpoint
      for (const name of ['p256dh', 'auth']) form.elements[name].value = text(subscription.getKey(name))
      form.requestSubmit()
    } catch {
      look(true)
    }
  },
  true,
)

document.addEventListener('htmx:after:swap', () => look())
look()
