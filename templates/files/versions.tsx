import type { Version } from '../../src/domain/files/files'
import { previewOf } from '../../src/lib/media'
import { urls } from '../../src/urls'
import { ApprovalBadge } from '../approvals/state'
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  Form,
  FormActions,
  IconLink,
  List,
  TextArea,
  TextField,
} from '../shared'
import type { FileProps } from './file'

type One = FileProps & { version: Version }

/** What became of the newest request for this version's approval. */
const Approval = ({ ui, slug, project, file, version }: One) => {
  const approval = file.approvals.find(a => a.versionId === version.id)
  if (!approval) return null
  return (
    <a href={urls.approval(slug, project, approval.id)}>
      <ApprovalBadge ui={ui} state={approval.state} />
    </a>
  )
}

const Final = ({ ui: { t }, slug, project, file, version }: One) => (
  <form method="post" action={urls.finalVersion(slug, project, file.id)}>
    <input type="hidden" name="version" value={version.final ? '' : version.id} />
    <Button size="sm" variant="ghost">
      {t(version.final ? 'files.unset_final' : 'files.set_final')}
    </Button>
  </form>
)

const Restore = ({ ui: { t }, slug, project, file, version }: One) => (
  <form method="post" action={urls.versionPart(slug, project, file.id, version.id, 'restoration')}>
    <Button
      size="sm"
      variant="ghost"
      icon="rotate-ccw"
      aria-label={t('filePage.versions.restore_one', { number: version.number })}
    >
      {t('filePage.versions.restore')}
    </Button>
  </form>
)

const Words = ({ ui: { t }, slug, project, file, version }: One) => (
  <details class="version-words">
    <summary aria-label={t('filePage.versions.describe_one', { number: version.number })}>
      {t('filePage.versions.describe')}
    </summary>
    <Form action={urls.versionPart(slug, project, file.id, version.id, 'words')}>
      <VersionFields t={t} id={version.id} label={version.label} note={version.note} />
      <FormActions>
        <Button size="sm">{t('filePage.versions.save')}</Button>
      </FormActions>
    </Form>
  </details>
)

type Fields = { t: FileProps['ui']['t']; id: string; label?: string; note?: string }

/** What a version is called, and what is new in it: when it is sent, and afterwards. */
export const VersionFields = ({ t, id, label, note }: Fields) => (
  <>
    <TextField
      name="label"
      id={`label-${id}`}
      label={t('filePage.versions.label')}
      optional={t('filePage.versions.optional')}
      hint={t('filePage.versions.label_hint')}
      value={label}
      maxlength={60}
    />
    <TextArea
      name="note"
      id={`note-${id}`}
      label={t('filePage.versions.note')}
      optional={t('filePage.versions.optional')}
      value={note}
      rows={2}
    />
  </>
)

const saidOf = ({ ui: { t, format, now }, file, version }: One): string => {
  const old = file.versions.find(v => v.id === version.restoredFrom)
  return [
    format.bytes(version.size),
    t('files.by', { name: version.by, date: format.ago(version.at, now) }),
    old && t('filePage.versions.restored_from', { number: old.number }),
  ]
    .filter(Boolean)
    .join(' · ')
}

const Line = (props: One) => {
  const { ui, slug, project, team, open, file, shown, version, me, withheld } = props
  const { t } = ui
  const live = open && !file.deletedAt && (team || version.byId === me)
  const name = t('files.version', { number: version.number })
  return (
    <li class="row version" aria-current={version.id === shown.id ? 'true' : undefined}>
      <div>
        <a class="row-t" href={urls.version(slug, project, file.id, version.id)}>
          {version.label ? `${name} · ${version.label}` : name}
        </a>
        <p>{saidOf(props)}</p>
        {version.note && <p class="version-note">{version.note}</p>}
      </div>
      <div class="row-a">
        <Approval {...props} />
        {version.final && (
          <Badge tone="success" icon="badge-check">
            {t('files.final')}
          </Badge>
        )}
        {!file.deletedAt && !withheld && (
          <IconLink
            href={urls.fileContent(slug, project, file.id, version.id, 'download')}
            icon="download"
            label={`${t('files.download')} ${name}`}
            size="sm"
            data-hx-boost="false"
          />
        )}
      </div>
      {live && (
        <div class="version-moves">
          {team && <Final {...props} />}
          {team && version.id !== file.newest.id && <Restore {...props} />}
          <Words {...props} />
        </div>
      )}
    </li>
  )
}

/** Every version of a file, newest first. */
export const Versions = (props: FileProps) => {
  const { ui, slug, project, file, withheld } = props
  // Of a file that is held back only what was drawn of it can be compared.
  const pictures = file.versions.filter(v => previewOf(v.type) === 'image' && (!withheld || v.previewKey))
  return (
    <Card
      title={ui.t('files.versions')}
      id="versions"
      flush
      actions={
        pictures.length > 1 && (
          <ButtonLink href={urls.compare(slug, project, file.id)} size="sm" icon="columns-3">
            {ui.t('filePage.compare.open')}
          </ButtonLink>
        )
      }
    >
      <List label={ui.t('files.versions')}>
        {file.versions.map(version => (
          <Line {...props} version={version} />
        ))}
      </List>
    </Card>
  )
}
