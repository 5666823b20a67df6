import { urls } from '../../src/urls'
import { Button, Form, FormActions } from '../shared'
import { FileField } from '../shared/choice'
import { refilled } from '../shared/refused'
import type { FileProps } from './file'
import { Sending, wordsFor } from './upload'
import { VersionFields } from './versions'

/** A new version of a file, with what is new in it. */
export const VersionForm = (props: FileProps) => {
  const { ui, slug, project, file, accept, refused } = props
  const { t } = ui
  const f = refilled(t, refused)
  return (
    <Form
      id="upload"
      action={urls.versions(slug, project, file.id)}
      multipart
      data-upload="whole"
      data-hx-boost="false"
      data-after={urls.projectFile(slug, project, file.id)}
      {...wordsFor(ui, urls.uploads(slug, project), file.id)}
    >
      <FileField
        name="files"
        label={t('files.version_title')}
        hideLabel
        prompt={t('files.upload.prompt_one')}
        error={f.error('files')}
        accept={accept}
      />
      <VersionFields t={t} id="new" label={f.value('label')} note={f.value('note')} />
      <Sending ui={ui} />
      <FormActions>
        <Button icon="upload">{t('files.send')}</Button>
      </FormActions>
    </Form>
  )
}
