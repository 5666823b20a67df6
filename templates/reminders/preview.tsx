import type { Coming, Preview } from '../../src/domain/reminders/preview'
import { urls } from '../../src/urls'
import { Button, Card, EmptyState, FormActions, Notice, Table } from '../shared'
import { Letter } from './letter'
import type { RemindersSettingsProps } from './settings'

type Props = RemindersSettingsProps & { preview: Preview }

/** As many lines as are read. */
const SHOWN = 60

/** What would go in the next two weeks, to whom, and how it reads; nothing is saved yet. */
export const RemindersPreview = (props: Props) => {
  const { ui, preview } = props
  const { t } = ui
  const { coming, mails, closed, cut } = preview
  const goes = coming.filter(one => one.to.length > 0)
  const now = goes.filter(one => one.at <= ui.now).length
  return (
    <section class="stack look" aria-labelledby="preview" id="preview-part">
      <div>
        <h2 id="preview">{t('reminders.preview.title')}</h2>
        <p class="meta">{t('reminders.preview.lead')}</p>
      </div>
      {closed && (
        <Notice tone="warning" icon="triangle-alert">
          <p>{t('reminders.preview.closed')}</p>
        </Notice>
      )}
      {now > 0 && (
        <Notice icon="send">
          <p>{t('reminders.preview.now', { n: now })}</p>
        </Notice>
      )}
      <Card flush>
        {coming.length === 0 ? (
          <EmptyState
            icon="bell"
            title={t('reminders.preview.none')}
            text={t('reminders.preview.none_text')}
          />
        ) : (
          <Table
            caption={t('reminders.preview.title')}
            columns={[
              { label: t('reminders.preview.thing') },
              { label: t('reminders.preview.tone') },
              { label: t('reminders.preview.when') },
              { label: t('reminders.preview.whom') },
            ]}
            rows={coming.slice(0, SHOWN).map(one => row(props, one))}
          />
        )}
      </Card>
      {(cut || coming.length > SHOWN) && <p class="hint">{t('reminders.preview.cut')}</p>}
      <h3>{t('reminders.preview.mails')}</h3>
      <div class="grid-auto">
        {mails.map(mail => (
          <Letter {...props} {...mail} />
        ))}
      </div>
      <FormActions>
        <Button form="reminders" variant="primary" icon="check">
          {t('reminders.preview.save')}
        </Button>
      </FormActions>
    </section>
  )
}

function row({ ui, slug }: Props, one: Coming) {
  const { t, format } = ui
  return {
    href: urls.awaited(slug, one.projectId, one.kind, one.id),
    cells: [
      <>
        {one.number === null ? one.title : `#${one.number} ${one.title}`}
        <small class="meta block">{`${one.client} · ${one.project}`}</small>
      </>,
      t(`reminders.tone.${one.tone}`),
      one.at <= ui.now ? t('reminders.preview.at_once') : format.soon(one.at, ui.now),
      one.to.length > 0 ? one.to.join(', ') : <span class="meta">{t('reminders.preview.nobody')}</span>,
    ],
  }
}
