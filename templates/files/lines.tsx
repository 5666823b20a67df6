import type { Ui } from '../../locales'
import type { FileLine, Listing } from '../../src/domain/files/search'
import { kindOf } from '../../src/lib/media'
import { urls } from '../../src/urls'
import { Badge, Button, ButtonLink, Card, FileCard, Grid, Icon, List, Row } from '../shared'
import type { Refusal } from '../shared/refused'
import { type ShelfProps, shelfOptions } from './folders'

export type FilesProps = ShelfProps & Listing & { accept: string; refused?: Refusal }

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
    {file.held && !file.free && (
      <Badge tone="warning" icon="lock">
        {t('files.held')}
      </Badge>
    )}
    {!file.shared && (
      <Badge tone="warning" icon="lock">
        {t('files.internal')}
      </Badge>
    )}
  </>
)

const Choose = ({ ui: { t }, file }: { ui: Ui; file: FileLine }) => (
  <label class="choose">
    <input
      type="checkbox"
      name="files"
      value={file.id}
      form="chosen"
      aria-label={t('files.choose', { name: file.name })}
    />
  </label>
)

export const Cards = ({ ui, slug, project, team, open, files }: FilesProps) => (
  <Grid narrow>
    {files.map(file => (
      <FileCard
        name={file.name}
        href={urls.projectFile(slug, project, file.id)}
        kind={kindOf(file.type)}
        thumbnail={
          file.thumb && file.free
            ? urls.versionPart(slug, project, file.id, file.versionId, 'thumb')
            : undefined
        }
        badge={<Marks ui={ui} file={file} />}
        meta={lineOf(ui, file)}
        actions={<Choose ui={ui} file={file} />}
        drag={team && open ? file.id : undefined}
      />
    ))}
  </Grid>
)

export const Attached = ({ ui, slug, project, files }: FilesProps) => (
  <Card flush>
    <List label={ui.t('files.folder.attachments')}>
      {files.map(file => (
        <Row
          title={file.name}
          href={urls.projectFile(slug, project, file.id)}
          lead={<Icon name="paperclip" repeated />}
          meta={lineOf(ui, file)}
          aside={
            <>
              <Marks ui={ui} file={file} />
              <Choose ui={ui} file={file} />
            </>
          }
        />
      ))}
    </List>
  </Card>
)

/** What is done with chosen files; the whole of a shelf comes as one archive. */
export const Chosen = ({ ui, slug, project, team, open, ask, files, folders }: FilesProps) => {
  const { t } = ui
  if (files.length === 0) return null
  return (
    <form id="chosen" class="chosen-bar" method="post" action={urls.fileMoves(slug, project)}>
      <Button
        size="sm"
        icon="download"
        formaction={urls.fileArchive(slug, project)}
        formmethod="get"
        data-archive
      >
        {t('files.zip.chosen')}
      </Button>
      {ask.folder && (
        <ButtonLink
          href={urls.fileArchive(slug, project, { folder: ask.folder, ...(ask.in && { in: ask.in }) })}
          size="sm"
          variant="ghost"
          icon="file-archive"
          data-hx-boost="false"
        >
          {t('files.zip.all')}
        </ButtonLink>
      )}
      {team && open && (
        <span class="move">
          <label class="sr-only" for="move-to">
            {t('files.move.to')}
          </label>
          <span class="select">
            <select id="move-to" name="to">
              {shelfOptions(ui, folders).map(option => (
                <option value={option.value}>{option.label}</option>
              ))}
            </select>
            <Icon name="chevron-down" />
          </span>
          <Button size="sm" data-move>
            {t('files.move.do')}
          </Button>
        </span>
      )}
    </form>
  )
}
