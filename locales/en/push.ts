import type { push as fr } from '../fr/push'
import type { Same } from '../same'

export const push: Same<typeof fr> = {
  title: 'Notifications on this device',
  lead: 'A short message on the screen, even with the portal closed: who, what, in which project. It follows your choices above; what you get once a day or never is not shown.',
  none: 'This browser does not allow it.',
  install:
    'On iPhone and iPad, first add the portal to the home screen (Share, then “Add to Home Screen”), and open it from there.',
  blocked:
    'This browser blocks notifications from the portal. Allow them in its settings, then reload this page.',
  on: 'This device shows your notifications.',
  allow: 'Turn on for this device',
  failed: 'The browser could not turn them on. Check the connection and try again.',
  devices: 'Devices turned on',
  since: 'since {date}',
  told: 'last notification {when}',
  here: 'This device',
  remove: 'Remove',
  added: 'Notifications are on.',
  removed: 'Device removed.',
  refused: 'This browser uses a notification service that we do not know.',
}
