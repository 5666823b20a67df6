import type { Ui } from '../../locales'
import type { Mode } from '../../src/lib/providers'
import { urls } from '../../src/urls'
import { Badge, Button, Notice, Stack } from '../shared'

/** Whether money is real, plainly: nobody should have to wonder. */
export const ModeBadge = ({ ui: { t }, mode }: { ui: Ui; mode: Mode }) =>
  mode === 'test' ? (
    <Badge tone="warning" icon="triangle-alert">
      {t('paymentSettings.test_mode')}
    </Badge>
  ) : (
    <Badge tone="success" icon="circle-check">
      {t('paymentSettings.live_mode')}
    </Badge>
  )

/** Before keys or bank details can be changed: a new sign-in, and back here. */
export const ConfirmFirst = ({ ui: { t }, next }: { ui: Ui; next: string }) => (
  <Stack>
    <Notice icon="lock" title={t('paymentSettings.fresh.title')}>
      <p>{t('paymentSettings.fresh.text')}</p>
    </Notice>
    <form method="post" action={urls.accountConfirmation()}>
      <input type="hidden" name="next" value={next} />
      <Button icon="mail">{t('paymentSettings.fresh.confirm')}</Button>
    </form>
  </Stack>
)
