import type { Ui } from '../../locales'
import type { OwnFolder } from '../../src/domain/files/folders'
import type { Asking, Count } from '../../src/domain/files/search'
import { urls } from '../../src/urls'
import { Button, Card, Form, FormActions, Icon, SelectField, TextField } from '../shared'
import { type Refusal, refilled } from '../shared/refused'

export const shelves = ['deliverables', 'content', 'branding'] as const

/** Every shelf a file may be put on: the product's, each with the team's own inside it. */
export const shelfOptions = ({ t }: Ui, folders: OwnFolder[]) =>
  shelves.flatMap(shelf => [
    { value: shelf, label: t(`files.folder.${shelf}`) },
    ...folders
      .filter(own => own.folder === shelf)
      .map(own => ({ value: `${shelf}/${own.id}`, label: `${t(`files.folder.${shelf}`)} › ${own.name}` })),
  ])

export type ShelfProps = {
  ui: Ui
  slug: string
  project: string
  team: boolean
  open: boolean
  ask: Asking
  counts: Count[]
  folders: OwnFolder[]
}

const sum = (counts: Count[]): number => counts.reduce((all, one) => all + one.count, 0)

/** The way among the shelves; files are dragged onto their names. */
export const ShelfNav = ({ ui, slug, project, team, ask, counts, folders }: ShelfProps) => {
  const { t } = ui
  const at = (query: string) => `${urls.files(slug, project)}${query}`
  const Way = (props: {
    href: string
    label: string
    count: number
    current: boolean
    shelf?: string
    own?: boolean
  }) => (
    <li class={props.own ? 'own' : undefined}>
      <a href={props.href} aria-current={props.current ? 'page' : undefined} data-shelf={props.shelf}>
        <Icon name={props.own ? 'folder' : 'folder-open'} repeated />
        <span>{props.label}</span>
        <span class="num">{props.count}</span>
      </a>
    </li>
  )
  return (
    <nav class="shelf-nav" aria-label={t('files.shelves')}>
      <ul>
        <Way href={at('')} label={t('files.all')} count={sum(counts)} current={!ask.folder} />
        {[...shelves, 'attachments' as const].map(shelf => {
          const here = counts.filter(one => one.folder === shelf)
          if (here.length === 0 && (!team || shelf === 'attachments')) return null
          const own = folders
            .map(one => ({ ...one, count: sum(here.filter(c => c.folderId === one.id)) }))
            .filter(one => one.folder === shelf)
          return (
            <>
              <Way
                href={at(`?folder=${shelf}`)}
                label={t(`files.folder.${shelf}`)}
                count={sum(here)}
                current={ask.folder === shelf && !ask.in}
                shelf={shelf === 'attachments' ? undefined : shelf}
              />
              {own.map(one => (
                <Way
                  href={at(`?folder=${shelf}&in=${one.id}`)}
                  label={one.name}
                  count={one.count}
                  current={ask.in === one.id}
                  shelf={`${shelf}/${one.id}`}
                  own
                />
              ))}
            </>
          )
        })}
      </ul>
    </nav>
  )
}

/** A new folder, for the team. */
export const NewFolder = ({ ui, slug, project, ask, refused }: ShelfProps & { refused?: Refusal }) => {
  const { t } = ui
  const { value, error } = refilled(t, refused, { folder: ask.folder ?? 'deliverables', name: '' })
  return (
    <Card id="new-folder" title={t('files.folders.new')}>
      <Form action={urls.folders(slug, project)}>
        <TextField
          id="folder-name"
          name="name"
          label={t('files.folders.name')}
          value={value('name')}
          error={error('name')}
          maxlength={60}
          required
        />
        <SelectField
          id="folder-in"
          name="folder"
          label={t('files.folders.in')}
          options={shelves.map(shelf => ({ value: shelf, label: t(`files.folder.${shelf}`) }))}
          value={value('folder')}
        />
        <FormActions>
          <Button icon="folder-open">{t('files.folders.create')}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

/** What the team does with the own folder that is shown. */
export const FolderActions = ({ ui: { t }, slug, project, folder }: ShelfProps & { folder: OwnFolder }) => (
  <details class="folder-actions">
    <summary>{t('files.folders.change')}</summary>
    <Form action={urls.folder(slug, project, folder.id)}>
      <TextField
        id="rename"
        name="name"
        label={t('files.folders.name')}
        value={folder.name}
        maxlength={60}
        required
      />
      <FormActions>
        <Button size="sm">{t('files.folders.rename')}</Button>
        <Button
          size="sm"
          variant="ghost"
          icon="trash-2"
          formaction={urls.folder(slug, project, folder.id, 'deletion')}
        >
          {t('files.folders.delete')}
        </Button>
      </FormActions>
      <p class="hint">{t('files.folders.delete_text')}</p>
    </Form>
  </details>
)
