import type { Ui } from '../../locales'
import type { FilePage, Version } from '../../src/domain/files/files'
import { urls } from '../../src/urls'
import { ApprovalBadge } from '../approvals/state'
import {
  Actions,
  Badge,
  Button,
  ButtonLink,
  Card,
  Columns,
  Facts,
  IconLink,
  List,
  Notice,
  PageHeader,
  Row,
  Stack,
} from '../shared'
import type { Refusal } from '../shared/refused'
import { Preview } from './preview'
import { VersionForm } from './upload'

export type FileProps = {
  ui: Ui
  slug: string
  project: string
  team: boolean
  /** False in an archived project. */
  open: boolean
  file: FilePage
  /** The one shown: the newest, or the one that was asked for. */
  shown: Version
  accept: string
  refused?: Refusal
}

const Marks = ({ ui: { t }, team, file, shown }: FileProps) => (
  <>
    <Badge>{t('files.version', { number: shown.number })}</Badge>
    {shown.final && (
      <Badge tone="success" icon="badge-check">
        {t('files.final')}
      </Badge>
    )}
    {team && (
      <Badge tone={file.shared ? 'info' : 'warning'} icon={file.shared ? 'eye' : 'lock'}>
        {t(file.shared ? 'files.shared' : 'files.internal')}
      </Badge>
    )}
  </>
)

/** What became of the newest request for this version's approval. */
const Approval = ({
  ui,
  slug,
  project,
  file,
  version,
}: Pick<FileProps, 'ui' | 'slug' | 'project' | 'file'> & { version: Version }) => {
  const approval = file.approvals.find(a => a.versionId === version.id)
  if (!approval) return null
  return (
    <a href={urls.approval(slug, project, approval.id)}>
      <ApprovalBadge ui={ui} state={approval.state} />
    </a>
  )
}

const Versions = ({ ui, slug, project, team, open, file, shown }: FileProps) => {
  const { t, format, now } = ui
  return (
    <Card title={t('files.versions')} id="versions" flush>
      <List label={t('files.versions')}>
        {file.versions.map(version => (
          <Row
            title={t('files.version', { number: version.number })}
            href={urls.version(slug, project, file.id, version.id)}
            aria-current={version.id === shown.id ? 'true' : undefined}
            meta={`${format.bytes(version.size)} · ${t('files.by', { name: version.by, date: format.ago(version.at, now) })}`}
            aside={
              <>
                <Approval ui={ui} slug={slug} project={project} file={file} version={version} />
                {version.final && (
                  <Badge tone="success" icon="badge-check">
                    {t('files.final')}
                  </Badge>
                )}
                {team && open && !file.deletedAt && (
                  <form method="post" action={urls.finalVersion(slug, project, file.id)}>
                    <input type="hidden" name="version" value={version.final ? '' : version.id} />
                    <Button size="sm" variant="ghost">
                      {t(version.final ? 'files.unset_final' : 'files.set_final')}
                    </Button>
                  </form>
                )}
                {!file.deletedAt && (
                  <IconLink
                    href={urls.fileContent(slug, project, file.id, version.id, 'download')}
                    icon="download"
                    label={`${t('files.download')} ${t('files.version', { number: version.number })}`}
                    size="sm"
                    data-hx-boost="false"
                  />
                )}
              </>
            }
          />
        ))}
      </List>
    </Card>
  )
}

const TeamActions = ({ ui: { t }, slug, project, file }: FileProps) => (
  <Card title={t('files.actions')} id="actions">
    <Stack>
      <Actions>
        <form method="post" action={urls.fileSharing(slug, project, file.id)}>
          <input type="hidden" name="shared" value={file.shared ? '' : '1'} />
          <Button size="sm" icon={file.shared ? 'eye-off' : 'eye'}>
            {t(file.shared ? 'files.hide' : 'files.share')}
          </Button>
        </form>
        {file.shared && (
          <ButtonLink
            href={urls.newApproval(slug, project, { file: file.id, version: file.newest.id })}
            size="sm"
            icon="badge-check"
          >
            {t('approvals.ask.version')}
          </ButtonLink>
        )}
        <form method="post" action={urls.fileDeletion(slug, project, file.id)}>
          <Button size="sm" variant="ghost" icon="trash-2">
            {t('files.delete')}
          </Button>
        </form>
      </Actions>
      <p class="hint">{t('files.delete_text')}</p>
    </Stack>
  </Card>
)

const Body = (props: FileProps) => {
  const { ui, slug, project, file, shown } = props
  if (file.deletedAt)
    return (
      <Notice
        tone="warning"
        icon="trash-2"
        actions={
          props.open && (
            <form method="post" action={urls.fileRestoration(slug, project, file.id)}>
              <Button icon="undo-2">{ui.t('files.restore')}</Button>
            </form>
          )
        }
      >
        {ui.t('files.deleted_notice')}
      </Notice>
    )
  const src = urls.fileContent(slug, project, file.id, shown.id)
  return <Preview ui={ui} {...shown} name={file.name} src={src} />
}

/** One file: what it looks like, its versions, and what may be done with it. */
export const FileView = (props: FileProps) => {
  const { ui, slug, project, team, open, file, shown, accept, refused } = props
  const { t, format } = ui
  const files = urls.files(slug, project)
  const live = !file.deletedAt && open
  return (
    <>
      <PageHeader
        title={file.name}
        crumbs={{ label: t('files.crumbs'), items: [{ label: t('files.title'), href: files }] }}
        meta={<Marks {...props} />}
        actions={
          !file.deletedAt && (
            <ButtonLink
              href={urls.fileContent(slug, project, file.id, shown.id, 'download')}
              variant="primary"
              icon="download"
              data-hx-boost="false"
            >
              {t('files.download')}
            </ButtonLink>
          )
        }
      />
      <Columns
        aside={
          <>
            <Card title={t('files.facts.title')} id="facts">
              <Facts
                items={[
                  { label: t('files.facts.folder'), value: t(`files.folder.${file.folder}`) },
                  { label: t('files.facts.size'), value: format.bytes(shown.size) },
                  { label: t('files.facts.sha256'), value: <code class="digest">{shown.sha256}</code> },
                ]}
              />
            </Card>
            {live && (
              <Card title={t('files.version_title')} id="add">
                <VersionForm
                  ui={ui}
                  action={urls.versions(slug, project, file.id)}
                  accept={accept}
                  refused={refused}
                />
              </Card>
            )}
            {live && team && <TeamActions {...props} />}
          </>
        }
      >
        <Body {...props} />
        <div
          id="file-versions"
          hx-get={urls.version(slug, project, file.id, shown.id)}
          hx-trigger="live:files from:body"
          hx-select="#file-versions"
          hx-target="this"
          hx-swap="outerMorph"
        >
          <Versions {...props} />
        </div>
      </Columns>
    </>
  )
}
