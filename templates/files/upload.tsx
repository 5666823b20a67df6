import type { Ui } from '../../locales'
import { Button, Checkbox, Form, FormActions, Notice, Progress, SelectField } from '../shared'
import { FileField } from '../shared/choice'
import { type Refusal, refilled } from '../shared/refused'

const folders = ['branding', 'content', 'deliverables'] as const

type Common = { ui: Ui; action: string; accept: string; refused?: Refusal }

/** What upload.js shows while the bytes are on their way, and when they did not arrive. */
export const Sending = ({ ui: { t } }: { ui: Ui }) => (
  <>
    <div data-sending hidden>
      <Progress value={0} label={t('files.upload.progress')} text={t('files.upload.progress')} />
    </div>
    <div data-broken role="alert" hidden>
      <Notice tone="danger" icon="circle-alert">
        {t('files.upload.failed')}
      </Notice>
    </div>
  </>
)

/** Files into a folder: dropped or chosen, several at once. Without JavaScript a plain multipart form. */
export const UploadForm = ({ ui, action, accept, refused, team }: Common & { team: boolean }) => {
  const { t } = ui
  const { value, on, error } = refilled(t, refused, { folder: team ? 'deliverables' : 'content' })
  return (
    <Form id="upload" action={action} multipart data-upload="parts" data-hx-boost="false">
      <FileField
        name="files"
        label={t('files.upload.files')}
        hideLabel
        prompt={t('files.upload.prompt')}
        hint={t('files.upload.hint')}
        error={error('files')}
        accept={accept}
        multiple
      />
      <SelectField
        name="folder"
        label={t('files.upload.folder')}
        options={folders.map(folder => ({ value: folder, label: t(`files.folder.${folder}`) }))}
        value={value('folder')}
        error={error('folder')}
      />
      {team && (
        <Checkbox
          name="internal"
          label={t('files.upload.internal')}
          hint={t('files.upload.internal_hint')}
          checked={on('internal', false)}
        />
      )}
      <Sending ui={ui} />
      <FormActions>
        <Button variant="primary" icon="upload">
          {t('files.send')}
        </Button>
      </FormActions>
    </Form>
  )
}

/** A new version of one file. */
export const VersionForm = ({ ui, action, accept, refused }: Common) => {
  const { t } = ui
  const { error } = refilled(t, refused)
  return (
    <Form id="upload" action={action} multipart data-upload="whole" data-hx-boost="false">
      <FileField
        name="files"
        label={t('files.version_title')}
        hideLabel
        prompt={t('files.upload.prompt_one')}
        error={error('files')}
        accept={accept}
      />
      <Sending ui={ui} />
      <FormActions>
        <Button icon="upload">{t('files.send')}</Button>
      </FormActions>
    </Form>
  )
}
