import type { Ui } from '../../locales'
import type { FileLine } from '../../src/domain/files/files'
import { kindOf, previewOf } from '../../src/lib/media'
import { urls } from '../../src/urls'
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  Columns,
  EmptyState,
  FileCard,
  Grid,
  Icon,
  List,
  PageHeader,
  Row,
  Section,
} from '../shared'
import type { Refusal } from '../shared/refused'
import { UploadForm } from './upload'

/** Only small pictures are their own thumbnail. */
const THUMBNAIL = 1024 * 1024

const folders = ['deliverables', 'content', 'branding'] as const

export type FilesProps = {
  ui: Ui
  slug: string
  project: string
  team: boolean
  /** False in an archived project. */
  open: boolean
  files: FileLine[]
  more: boolean
  deleted: FileLine[]
  accept: string
  refused?: Refusal
}

const lineOf = ({ t, format, now }: Ui, file: FileLine): string =>
  [
    t('files.version', { number: file.number }),
    format.bytes(file.size),
    t('files.by', { name: file.by, date: format.ago(file.at, now) }),
  ].join(' · ')

const Marks = ({ ui: { t }, file }: { ui: Ui; file: FileLine }) => (
  <>
    {file.final && (
      <Badge tone="success" icon="badge-check">
        {t('files.final')}
      </Badge>
    )}
    {!file.shared && (
      <Badge tone="warning" icon="lock">
        {t('files.internal')}
      </Badge>
    )}
  </>
)

const Folder = (props: FilesProps & { folder: (typeof folders)[number] }) => {
  const { ui, slug, project, folder } = props
  const files = props.files.filter(file => file.folder === folder)
  // A contact is not shown empty shelves.
  if (files.length === 0 && !props.team) return null
  return (
    <Section
      id={`folder-${folder}`}
      title={ui.t(`files.folder.${folder}`)}
      meta={ui.t(`files.folder_hint.${folder}`)}
    >
      {files.length === 0 ? (
        <p class="meta">{ui.t('files.empty_folder')}</p>
      ) : (
        <Grid narrow>
          {files.map(file => (
            <FileCard
              name={file.name}
              href={urls.projectFile(slug, project, file.id)}
              kind={kindOf(file.type)}
              thumbnail={
                previewOf(file.type) === 'image' && file.size <= THUMBNAIL
                  ? urls.fileContent(slug, project, file.id, file.versionId)
                  : undefined
              }
              badge={<Marks ui={ui} file={file} />}
              meta={lineOf(ui, file)}
            />
          ))}
        </Grid>
      )}
    </Section>
  )
}

const Attached = ({ ui, slug, project, files }: FilesProps) => {
  const attached = files.filter(file => file.folder === 'attachments')
  if (attached.length === 0) return null
  return (
    <Section id="folder-attachments" title={ui.t('files.folder.attachments')}>
      <Card flush>
        <List label={ui.t('files.folder.attachments')}>
          {attached.map(file => (
            <Row
              title={file.name}
              href={urls.projectFile(slug, project, file.id)}
              lead={<Icon name="paperclip" repeated />}
              meta={lineOf(ui, file)}
              aside={<Marks ui={ui} file={file} />}
            />
          ))}
        </List>
      </Card>
    </Section>
  )
}

const Deleted = ({ ui, slug, project, open, deleted }: FilesProps) => {
  const { t, format, now } = ui
  if (deleted.length === 0) return null
  return (
    <Section id="deleted" title={t('files.deleted_title')}>
      <Card flush>
        <List label={t('files.deleted_title')}>
          {deleted.map(file => (
            <Row
              title={file.name}
              href={urls.projectFile(slug, project, file.id)}
              lead={<Icon name="trash-2" repeated />}
              meta={t('files.deleted_at', { date: format.ago(file.deletedAt ?? now, now) })}
              aside={
                open && (
                  <form method="post" action={urls.fileRestoration(slug, project, file.id)}>
                    <Button size="sm" icon="undo-2">
                      {t('files.restore')}
                    </Button>
                  </form>
                )
              }
            />
          ))}
        </List>
      </Card>
    </Section>
  )
}

/** The project's files by folder, and the way to add some. */
export const FilesPage = (props: FilesProps) => {
  const { ui, slug, project, team, open, files, accept, refused } = props
  const { t } = ui
  const here = urls.files(slug, project)
  const shelves = (
    <div
      id="shelves"
      class="stack"
      hx-get={here}
      hx-trigger="live:files from:body"
      hx-select="#shelves"
      hx-target="this"
      hx-swap="outerMorph"
    >
      {files.length === 0 && !team && (
        <EmptyState icon="folder-open" title={t('files.empty')} text={t('files.empty_text')} />
      )}
      {folders.map(folder => (
        <Folder {...props} folder={folder} />
      ))}
      <Attached {...props} />
      {props.more && <p class="meta">{t('files.more')}</p>}
      <Deleted {...props} />
    </div>
  )
  return (
    <>
      <PageHeader
        title={t('files.title')}
        lead={t('files.lead')}
        actions={
          open && (
            <ButtonLink href="#add" icon="upload">
              {t('files.add')}
            </ButtonLink>
          )
        }
      />
      {open ? (
        <Columns
          aside={
            <Card id="add" title={t('files.add')}>
              <UploadForm ui={ui} action={here} accept={accept} refused={refused} team={team} />
            </Card>
          }
        >
          {shelves}
        </Columns>
      ) : (
        shelves
      )}
    </>
  )
}
