import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { deviceName } from '../accounts/devices'
import { Badge, Button, Card, Form, FormActions, List, Notice, Row, Stack } from '../shared'
import type { WithChildren } from '../shared/attrs'

/** A browser that is told by web push. */
export type PushDevice = {
  id: string
  endpointHash: string
  userAgent: string
  createdAt: number
  toldAt: number | null
  /** The one that shows this page. */
  here: boolean
}

type Props = {
  ui: Ui
  slug: string
  /** The Worker's public key, which browsers ask for. */
  publicKey: string
  devices: PushDevice[]
  /** The browser goes by a push service that is not known. */
  refused?: boolean
}

/**
 * «Notifications sur cet appareil». How this browser stands only its script knows for sure (`public/push.js`): it shows one of
 * the parts, at first what the server takes to be so. Without it nothing can be allowed here, but taken away.
 */
export const AllowPush = ({ ui, slug, publicKey, devices, refused }: Props) => {
  const { t } = ui
  const here = devices.some(device => device.here)
  return (
    <Card
      id="push"
      class="narrow push"
      title={t('push.title')}
      data-push-key={publicKey}
      data-push-known={devices.map(device => device.endpointHash).join(' ')}
    >
      <Stack>
        <p class="meta">{t('push.lead')}</p>
        {refused && (
          <Notice tone="warning" icon="triangle-alert">
            {t('push.refused')}
          </Notice>
        )}
        <noscript>
          <Notice>{t('push.none')}</Notice>
        </noscript>
        <State name="none" hidden>
          <Notice>{t('push.none')}</Notice>
        </State>
        <State name="install" hidden>
          <Notice>{t('push.install')}</Notice>
        </State>
        <State name="blocked" hidden>
          <Notice tone="warning" icon="triangle-alert">
            {t('push.blocked')}
          </Notice>
        </State>
        <State name="on" hidden={!here}>
          <Notice tone="success" icon="circle-check">
            {t('push.on')}
          </Notice>
        </State>
        <State name="off" hidden={here}>
          <Form action={urls.push(slug)} data-push-on>
            <input type="hidden" name="endpoint" />
            <input type="hidden" name="p256dh" />
            <input type="hidden" name="auth" />
            <FormActions>
              <Button icon="bell">{t('push.allow')}</Button>
            </FormActions>
          </Form>
        </State>
        <p class="error" role="alert" data-push-failed hidden>
          {t('push.failed')}
        </p>
        {devices.length > 0 && <Devices ui={ui} slug={slug} devices={devices} />}
      </Stack>
    </Card>
  )
}

const State = ({ name, hidden, children }: WithChildren<{ name: string; hidden?: boolean }>) => (
  <div data-push-state={name} hidden={hidden}>
    {children}
  </div>
)

const Devices = ({ ui, slug, devices }: Pick<Props, 'ui' | 'slug' | 'devices'>) => {
  const { t, format, now } = ui
  return (
    <div>
      <h3>{t('push.devices')}</h3>
      <List label={t('push.devices')}>
        {devices.map(device => (
          <Row
            title={deviceName(device.userAgent, ui)}
            meta={[
              t('push.since', { date: format.date(device.createdAt) }),
              ...(device.toldAt ? [t('push.told', { when: format.ago(device.toldAt, now) })] : []),
            ].join(' · ')}
            aside={
              <>
                {device.here && <Badge tone="success">{t('push.here')}</Badge>}
                <form method="post" action={urls.pushRemoval(slug, device.id)}>
                  <Button size="sm" variant="ghost">
                    {t('push.remove')}
                  </Button>
                </form>
              </>
            }
          />
        ))}
      </List>
    </div>
  )
}
