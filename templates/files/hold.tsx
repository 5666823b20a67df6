import type { Ui } from '../../locales'
import type { Due } from '../../src/domain/delivery/page'
import { previewOf } from '../../src/lib/media'
import { urls } from '../../src/urls'
import {
  Actions,
  Button,
  ButtonLink,
  Callout,
  Card,
  Form,
  FormActions,
  Notice,
  SelectField,
  Stack,
} from '../shared'
import { refilled } from '../shared/refused'
import type { FileProps } from './file'

/** «Solde : 1 200,00 €», without the amount for whoever may not see it. */
const nameOf = ({ format }: Ui, due: Due): string =>
  due.amount === null ? due.title : `${due.title} (${format.money(due.amount, due.currency)})`

/** What the client reads of a file that is held back: what remains to be paid, and the way to it. */
export const Awaited = ({ ui, slug, project, holding, finance, shown }: FileProps) => {
  const { t, format } = ui
  const [first] = holding.dues
  const pays = finance && first !== undefined
  return (
    <Callout
      icon="lock"
      title={t('filePage.hold.client_title')}
      actions={
        pays && (
          <ButtonLink
            href={
              holding.dues.length === 1 ? urls.payment(slug, project, first.id) : urls.payments(slug, project)
            }
            variant="primary"
            icon="credit-card"
          >
            {t('filePage.hold.pay')}
          </ButtonLink>
        )
      }
    >
      <p>{t(shown.previewKey ? 'filePage.hold.client_text' : 'filePage.hold.client_sealed')}</p>
      {holding.dues.length === 0 && <p>{t('filePage.hold.client_nothing')}</p>}
      {holding.dues.length > 0 && (
        <>
          <p class="dues-title">{t('filePage.hold.due')}</p>
          <ul class="dues">
            {holding.dues.map(due => (
              <li>
                <span>
                  {due.title}
                  {due.dueOn && <small>{t('filePage.hold.due_on', { date: format.day(due.dueOn) })}</small>}
                </span>
                {due.amount !== null && <strong>{format.money(due.amount, due.currency)}</strong>}
              </li>
            ))}
          </ul>
        </>
      )}
      {holding.dues.length > 0 && !finance && <p>{t('filePage.hold.ask_finance')}</p>}
    </Callout>
  )
}

/** Makes the picture that the client sees meanwhile; `hold.js` draws it, from the version itself, in this browser. */
const Drawing = ({ ui: { t }, slug, project, file, shown }: FileProps) => (
  <div data-drawing hidden>
    <Form
      action={urls.versionPart(slug, project, file.id, shown.id, 'preview')}
      multipart
      data-draw={urls.fileContent(slug, project, file.id, shown.id)}
      data-mark={t('filePage.hold.watermark')}
      data-hx-boost="false"
    >
      <Button size="sm" icon="image">
        {t('filePage.hold.preview_make')}
      </Button>
    </Form>
  </div>
)

const Holding = (props: FileProps) => {
  const { ui, slug, project, file, shown, holding } = props
  const { t } = ui
  const image = previewOf(shown.type) === 'image'
  const gone = !holding.free && holding.dues.length === 0
  return (
    <Stack>
      <p>{t(file.heldFor === 'project' ? 'filePage.hold.held_whole' : 'filePage.hold.held_request')}</p>
      {holding.dues.length > 0 && (
        <ul class="dues">
          {holding.dues.map(due => (
            <li>
              <a href={urls.payment(slug, project, due.id)}>{due.title}</a>
              {due.amount !== null && <strong>{ui.format.money(due.amount, due.currency)}</strong>}
            </li>
          ))}
        </ul>
      )}
      {holding.free && <Notice tone="success">{t('filePage.hold.settled')}</Notice>}
      {gone && <Notice tone="warning">{t('filePage.hold.gone')}</Notice>}
      {image && !holding.free && (
        <>
          <p class="hint">
            {t(shown.previewKey ? 'filePage.hold.preview_there' : 'filePage.hold.preview_missing')}
          </p>
          {!shown.previewKey && <Drawing {...props} />}
        </>
      )}
      <Actions>
        <form method="post" action={urls.filePart(slug, project, file.id, 'release')}>
          <Button size="sm" icon="lock-open">
            {t('filePage.hold.release')}
          </Button>
        </form>
      </Actions>
    </Stack>
  )
}

/** The team's choice: until what is paid a file stays with them. */
export const HoldCard = (props: FileProps) => {
  const { ui, slug, project, file, shown, holding, refused } = props
  const { t } = ui
  const f = refilled(t, refused)
  const image = previewOf(shown.type) === 'image'
  const drawn = image && {
    'data-draw': urls.fileContent(slug, project, file.id, shown.id),
    'data-mark': t('filePage.hold.watermark'),
  }
  if (file.folder === 'attachments') return null
  return (
    <Card title={t('filePage.hold.title')} id="hold">
      {f.error('preview') && <Notice tone="danger">{f.error('preview')}</Notice>}
      {file.heldFor ? (
        <Holding {...props} />
      ) : holding.choices.length === 0 ? (
        <Stack>
          <p class="hint">{t('filePage.hold.none')}</p>
          {props.finance && (
            <ButtonLink href={urls.newPayment(slug, project)} size="sm">
              {t('filePage.hold.ask')}
            </ButtonLink>
          )}
        </Stack>
      ) : (
        <Form
          action={urls.filePart(slug, project, file.id, 'hold')}
          multipart
          data-hx-boost="false"
          {...(drawn || {})}
        >
          <input type="hidden" name="version" value={shown.id} />
          <SelectField
            name="heldFor"
            label={t('filePage.hold.until')}
            options={[
              { value: 'project', label: t('filePage.hold.whole') },
              ...holding.choices.map(due => ({ value: due.id, label: nameOf(ui, due) })),
            ]}
            value={f.value('heldFor') || 'project'}
            error={f.error('heldFor')}
          />
          <FormActions>
            <Button icon="lock">{t('filePage.hold.action')}</Button>
          </FormActions>
        </Form>
      )}
    </Card>
  )
}
