import type { Ui } from '../../locales'
import type { Holding } from '../../src/domain/delivery/page'
import type { Access } from '../../src/domain/files/access'
import type { FilePage, Version } from '../../src/domain/files/files'
import type { Remark } from '../../src/domain/files/remarks'
import { urls } from '../../src/urls'
import {
  Actions,
  Badge,
  Button,
  ButtonLink,
  Card,
  Columns,
  Facts,
  Notice,
  PageHeader,
  Stack,
} from '../shared'
import type { Refusal } from '../shared/refused'
import { AccessCard } from './access'
import { Awaited, HoldCard } from './hold'
import { Preview } from './preview'
import { pinsOf, Remarks } from './remarks'
import { VersionForm } from './version-form'
import { Versions } from './versions'

export type FileProps = {
  ui: Ui
  slug: string
  project: string
  team: boolean
  /** Sees amounts. */
  finance: boolean
  me: string
  /** False in an archived project. */
  open: boolean
  file: FilePage
  holding: Holding
  remarks: Remark[]
  /** Who had its bytes; for the team. */
  access: Access[]
  /** The one shown: the newest, or the one that was asked for. */
  shown: Version
  /** Held back from this person until it is paid. */
  withheld: boolean
  /** The beginning of a text. */
  text: string | null
  /** The page of a PDF to open it at. */
  at?: number
  accept: string
  refused?: Refusal
}

const Marks = ({ ui: { t }, team, file, shown, holding }: FileProps) => (
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
    {file.heldFor && !holding.free && (
      <Badge tone="warning" icon="lock">
        {t('filePage.hold.badge')}
      </Badge>
    )}
  </>
)

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
  const reduced = urls.versionPart(slug, project, file.id, shown.id, 'preview')
  return (
    <>
      {shown.id !== file.newest.id && (
        <Notice
          actions={
            <ButtonLink href={urls.projectFile(slug, project, file.id)} size="sm">
              {ui.t('filePage.versions.newest')}
            </ButtonLink>
          }
        >
          {ui.t('filePage.versions.older')}
        </Notice>
      )}
      {props.withheld && <Awaited {...props} />}
      <Preview
        ui={ui}
        name={file.name}
        version={shown}
        src={urls.fileContent(slug, project, file.id, shown.id)}
        reduced={shown.previewKey && reduced}
        withheld={props.withheld}
        text={props.text}
        at={props.at}
        pins={pinsOf(props)}
        here={urls.version(slug, project, file.id, shown.id)}
      />
      {shown.note && <p class="prose version-said">{shown.note}</p>}
      <Remarks {...props} />
    </>
  )
}

const liveAt = (href: string) => ({
  'hx-get': href,
  'hx-trigger': 'live:payments from:body, live:files from:body',
  'hx-select': '#file',
  'hx-target': 'this',
  'hx-swap': 'outerMorph',
})

/** One file: what it looks like, its versions, and what may be done with it. */
export const FileView = (props: FileProps) => {
  const { ui, slug, project, team, open, file, shown, withheld } = props
  const { t, format } = ui
  const files = urls.files(slug, project)
  const live = !file.deletedAt && open
  return (
    // Once it is paid, the page of a file that was held back becomes the page of one that is there.
    <div id="file" class="contents" {...(withheld && liveAt(urls.version(slug, project, file.id, shown.id)))}>
      <PageHeader
        title={file.name}
        crumbs={{ label: t('files.crumbs'), items: [{ label: t('files.title'), href: files }] }}
        meta={<Marks {...props} />}
        actions={
          !file.deletedAt &&
          !withheld && (
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
                <VersionForm {...props} />
              </Card>
            )}
            {live && team && <HoldCard {...props} />}
            {live && team && <TeamActions {...props} />}
            {team && <AccessCard ui={ui} access={props.access} />}
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
    </div>
  )
}
