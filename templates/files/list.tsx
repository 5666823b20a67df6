import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Columns,
  EmptyState,
  Icon,
  List,
  Notice,
  PageHeader,
  Pager,
  Row,
  Section,
} from '../shared'
import { FolderActions, NewFolder, ShelfNav, shelves } from './folders'
import { Attached, Cards, Chosen, type FilesProps } from './lines'
import { FileSearch } from './search'
import { Stopped, UploadForm } from './upload'

/** Without a question, the page's files by shelf; else as they were asked for. */
const Found = (props: FilesProps) => {
  const { ui, ask, files, team } = props
  const { t } = ui
  const asked = Boolean(ask.q || ask.kind)
  if (files.length === 0 && (asked || ask.folder || ask.page > 1))
    return (
      <EmptyState
        icon="folder-open"
        title={t(asked ? 'files.nothing' : 'files.empty_folder')}
        text={asked ? t('files.nothing_text') : undefined}
      />
    )
  if (files.length === 0)
    return <EmptyState icon="folder-open" title={t('files.empty')} text={t('files.empty_text')} />
  if (asked || ask.folder || ask.sort !== 'newest')
    return ask.folder === 'attachments' ? <Attached {...props} /> : <Cards {...props} />
  return (
    <>
      {shelves.map(shelf => {
        const here = files.filter(file => file.folder === shelf)
        // A contact is not shown empty shelves.
        if (here.length === 0 && (!team || ask.page > 1)) return null
        return (
          <Section
            id={`folder-${shelf}`}
            title={t(`files.folder.${shelf}`)}
            meta={t(`files.folder_hint.${shelf}`)}
          >
            {here.length === 0 ? (
              <p class="meta">{t('files.empty_folder')}</p>
            ) : (
              <Cards {...props} files={here} />
            )}
          </Section>
        )
      })}
      {files.some(file => file.folder === 'attachments') && (
        <Section id="folder-attachments" title={t('files.folder.attachments')}>
          <Attached {...props} files={files.filter(file => file.folder === 'attachments')} />
        </Section>
      )}
    </>
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

/** Where the page stands, with what was asked. */
function hrefOf({ slug, project, ask }: FilesProps, page = ask.page): string {
  const query = Object.entries({ ...ask, page: page > 1 ? page : undefined })
    .filter(([key, value]) => value && !(key === 'sort' && value === 'newest'))
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
  return urls.files(slug, project) + (query.length ? `?${query.join('&')}` : '')
}

const Pages = (props: FilesProps) => {
  const { ui, ask, more, files, from } = props
  const { t } = ui
  if (!more && ask.page === 1) return null
  return (
    <Pager
      label={t('files.pages.label')}
      text={t('files.pages.text', { from, to: from + files.length - 1 })}
      previous={
        ask.page > 1 ? { label: t('files.pages.previous'), href: hrefOf(props, ask.page - 1) } : undefined
      }
      next={more ? { label: t('files.pages.next'), href: hrefOf(props, ask.page + 1) } : undefined}
    />
  )
}

/** The project's files by shelf, as they are asked for, and the way to add some. */
export const FilesPage = (props: FilesProps) => {
  const { ui, slug, project, team, open, ask, accept, refused, folders, unfinished } = props
  const { t } = ui
  const own = folders.find(folder => folder.id === ask.in)
  const shelf = ask.folder && ask.folder !== 'attachments' ? ask.folder : team ? 'deliverables' : 'content'
  const main = (
    <>
      <FileSearch ui={ui} action={urls.files(slug, project)} ask={ask} />
      {refused?.errors.archive && (
        <Notice tone="danger" icon="circle-alert">
          {t(refused.errors.archive)}
        </Notice>
      )}
      <div
        id="shelves"
        class="stack"
        hx-get={hrefOf(props)}
        hx-trigger="live:files from:body"
        hx-select="#shelves"
        hx-target="this"
        hx-swap="outerMorph"
      >
        <ShelfNav {...props} />
        {own && team && open && <FolderActions {...props} folder={own} />}
        <Chosen {...props} />
        <Found {...props} />
        <Pages {...props} />
        <Deleted {...props} />
      </div>
    </>
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
            <>
              <Card id="add" title={t('files.add')}>
                <Stopped ui={ui} slug={slug} project={project} unfinished={unfinished} />
                <UploadForm
                  ui={ui}
                  slug={slug}
                  project={project}
                  action={urls.files(slug, project)}
                  accept={accept}
                  refused={refused}
                  team={team}
                  folders={folders}
                  shelf={ask.in && own ? `${own.folder}/${own.id}` : shelf}
                />
              </Card>
              {team && <NewFolder {...props} />}
            </>
          }
        >
          {main}
        </Columns>
      ) : (
        main
      )}
    </>
  )
}
