import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Badge, Button, List, Row } from '../shared'

/** A signed-in browser. */
export type Device = {
  id: string
  userAgent: string
  createdAt: number
  lastSeenAt: number
  here: boolean
}

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux|CrOS/, 'Linux'],
]

const match = (list: [RegExp, string][], text: string) => list.find(([shape]) => shape.test(text))?.[1]

/** «Firefox sur Windows», from what the browser said of itself. */
export function deviceName(userAgent: string, { t }: Ui): string {
  const [browser, system] = [match(browsers, userAgent), match(systems, userAgent)]
  return browser && system
    ? t('accounts.account.device', { browser, system })
    : (browser ?? system ?? t('accounts.account.device_unknown'))
}

/** Where one is signed in, each with its way out. */
export const Devices = ({ ui, devices }: { ui: Ui; devices: Device[] }) => {
  const { t, format, now } = ui
  const seen = (device: Device) =>
    [
      t('accounts.account.session_seen', { when: format.ago(device.lastSeenAt, now) }),
      t('accounts.account.session_since', { date: format.date(device.createdAt) }),
    ].join(' · ')
  return (
    <>
      <List label={t('accounts.account.sessions')}>
        {devices.map(device => (
          <Row
            title={deviceName(device.userAgent, ui)}
            meta={seen(device)}
            aside={
              device.here ? (
                <Badge tone="success">{t('accounts.account.session_here')}</Badge>
              ) : (
                <form method="post" action={urls.accountSessionEnd(device.id)}>
                  <Button size="sm" variant="ghost">
                    {t('accounts.account.session_end')}
                  </Button>
                </form>
              )
            }
          />
        ))}
      </List>
      {devices.length > 1 && (
        <form method="post" action={urls.accountSessionsEnd()}>
          <Button>{t('accounts.account.sessions_end')}</Button>
        </form>
      )}
    </>
  )
}
