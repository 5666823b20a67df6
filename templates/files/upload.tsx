import type { Ui } from '../../locales'
import type { OwnFolder } from '../../src/domain/files/folders'
import type { Unfinished } from '../../src/domain/files/parts'
import { urls } from '../../src/urls'
import type { WithChildren } from '../shared'
import { Button, Checkbox, Form, FormActions, Notice, Progress, SelectField } from '../shared'
import { asset } from '../shared/assets.gen'
import { FileField } from '../shared/choice'
import { type Refusal, refilled } from '../shared/refused'
import { shelfOptions } from './folders'

type Common = { ui: Ui; action: string; accept: string; refused?: Refusal }

/** What upload.js fills in. */
const blanks = { done: '{done}', total: '{total}', speed: '{speed}', time: '{time}' }
const said = [
  'waiting',
  'preparing',
  'sending',
  'of',
  'speed',
  'left',
  'paused',
  'offline',
  'checking',
  'failed',
  'kept',
] as const

/** What upload.js needs of a form: its words, where large files go, where the hash is counted. */
export const wordsFor = ({ t }: Ui, uploads: string, file?: string) => ({
  'data-words': JSON.stringify(Object.fromEntries(said.map(key => [key, t(`files.sending.${key}`, blanks)]))),
  'data-uploads': uploads,
  'data-file': file,
  'data-hash': asset['upload-hash.js'],
})

/** What upload.js shows while a whole form is on its way, and when it did not arrive. */
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

const acts = ['pause', 'resume', 'retry', 'cancel'] as const

/** A file's line while upload.js sends it, and what it says where nothing was chosen. */
export const Lines = ({ ui: { t } }: { ui: Ui }) => (
  <>
    <template data-line>
      <li class="sending">
        <span class="sending-name" data-name />
        <span class="sending-text num" data-text />
        <Progress value={0} label="" />
        <span class="sending-acts">
          {acts.map(act => (
            <Button
              type="button"
              size="sm"
              variant="ghost"
              data-act={act}
              aria-label={t(`files.sending.${act}`)}
            >
              {t(`files.sending.${act}`)}
            </Button>
          ))}
        </span>
      </li>
    </template>
    <div data-broken role="alert" hidden>
      <Notice tone="danger" icon="circle-alert">
        {t('files.error.none')}
      </Notice>
    </div>
  </>
)

/** Uploads of one's own that stopped: chosen again, a file goes on where it was. */
export const Stopped = ({
  ui: { t, format },
  slug,
  project,
  unfinished,
}: {
  ui: Ui
  slug: string
  project: string
  unfinished: Unfinished[]
}) =>
  unfinished.length === 0 ? null : (
    <ul class="stopped" aria-label={t('files.sending.unfinished')}>
      {unfinished.map(one => (
        <li class="sending">
          <span class="sending-name">{one.name}</span>
          <span class="sending-text">
            {one.state === 'receiving'
              ? t('files.sending.stopped', {
                  done: format.bytes(one.received),
                  total: format.bytes(one.size),
                })
              : t('files.sending.checking')}
          </span>
          {one.state === 'receiving' && (
            <form method="post" action={urls.upload(slug, project, one.id, 'cancellation')}>
              <Button size="sm" variant="ghost">
                {t('files.sending.cancel')}
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )

type UploadProps = Common & {
  slug: string
  project: string
  team: boolean
  folders: OwnFolder[]
  /** The shelf that is shown. */
  shelf: string
}

/** Files into a folder: dropped or chosen, several at once. Without JavaScript a plain multipart form. */
export const UploadForm = (props: UploadProps) => {
  const { ui, action, accept, refused, team, slug, project, folders, shelf } = props
  const { t } = ui
  const { value, on, error } = refilled(t, refused, { folder: shelf })
  return (
    <Form
      id="upload"
      action={action}
      multipart
      data-upload="parts"
      data-hx-boost="false"
      {...wordsFor(ui, urls.uploads(slug, project))}
    >
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
        options={shelfOptions(ui, folders)}
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
      <Lines ui={ui} />
      <FormActions>
        <Button variant="primary" icon="upload">
          {t('files.send')}
        </Button>
      </FormActions>
    </Form>
  )
}

type VersionProps = WithChildren<Common & { slug: string; project: string; file: string }>

/** A new version of one file; `children`: what its person says of it. */
export const VersionForm = (props: VersionProps) => {
  const { ui, action, accept, refused, slug, project, file, children } = props
  const { t } = ui
  const { error } = refilled(t, refused)
  return (
    <Form
      id="upload"
      action={action}
      multipart
      data-upload="version"
      data-after={urls.projectFile(slug, project, file)}
      data-hx-boost="false"
      {...wordsFor(ui, urls.uploads(slug, project), file)}
    >
      <FileField
        name="files"
        label={t('files.version_title')}
        hideLabel
        prompt={t('files.upload.prompt_one')}
        error={error('files')}
        accept={accept}
      />
      {children}
      <Lines ui={ui} />
      <FormActions>
        <Button icon="upload">{t('files.send')}</Button>
      </FormActions>
    </Form>
  )
}
