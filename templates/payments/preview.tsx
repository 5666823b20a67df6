import type { MessageKey, Ui } from '../../locales'
import { Button, Card, Notice, Stack } from '../shared'
import { Amount, type Face, Words } from './face'

type PreviewProps = {
  ui: Ui
  face: Face
  kind: string
  /** Whether mobile money, which is offered here, will not take the amount. */
  barred: boolean
}

/** What the client will read, as they will read it; nothing is sent yet. */
export const Preview = ({ ui, face, kind, barred }: PreviewProps) => {
  const { t, format } = ui
  return (
    <section class="stack look" aria-labelledby="preview" id="preview-part">
      <div>
        <h2 id="preview">{t('payments.preview.title')}</h2>
        <p class="meta">{t('payments.preview.lead')}</p>
      </div>
      {barred && (
        <Notice tone="warning" icon="triangle-alert">
          <p>{t('payments.fives')}</p>
        </Notice>
      )}
      <Card class="narrow">
        <Stack>
          <div>
            <p class="eyebrow">{t(`payments.kind.${kind}` as MessageKey)}</p>
            <h3>{face.title}</h3>
          </div>
          <Amount ui={ui} face={face} overdue={false} />
          <Button type="button" variant="primary" size="lg" block icon="lock" disabled>
            {t('payments.pay', { amount: format.money(face.amount ?? 0, face.currency) })}
          </Button>
          <Words ui={ui} face={face} />
        </Stack>
      </Card>
    </section>
  )
}

/** The buttons of a form that is looked at before it goes: first the look, then the sending. */
export const SendOrPreview = (props: { ui: Ui; isPreviewed: boolean; send: string }) => {
  const { ui, isPreviewed, send } = props
  const look = (
    <Button variant={isPreviewed ? 'secondary' : 'primary'} icon="eye" name="step" value="preview">
      {ui.t(isPreviewed ? 'payments.preview.again' : 'payments.preview.show')}
    </Button>
  )
  const go = (
    <Button variant={isPreviewed ? 'primary' : 'secondary'} icon="send" name="step" value="send">
      {send}
    </Button>
  )
  return isPreviewed ? (
    <>
      {go}
      {look}
    </>
  ) : (
    <>
      {look}
      {go}
    </>
  )
}
