import type { Ui } from '../../locales'
import type { InboxAsk } from '../../src/domain/notifications/inbox'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Filters,
  List,
  PageHeader,
  Pager,
  Stack,
  Switch,
} from '../shared'
import { ReadForm } from './read-form'
import { ThreadRow, type Told } from './thread'

type Props = {
  ui: Ui
  workspace: { slug: string; name: string }
  /** The one told of last first. */
  threads: Told[]
  ask: InboxAsk
  older: string | null
}

/** What one was told, by project and thing; opening a thing reads what was told of it. */
export const Inbox = (props: Props) => {
  const { ui, workspace, threads, ask, older } = props
  const { t } = ui
  const { slug } = workspace
  const show = ask.unread ? 'unread' : ''
  const here = urls.notifications(slug, { show, before: ask.before })
  const [first] = threads
  const groups = byProject(threads, workspace.name)
  const alone = groups.length === 1 && !older && !ask.before
  return (
    <>
      <PageHeader
        title={t('notifications.title')}
        actions={
          first && !ask.before && threads.some(thread => thread.unread > 0) ? (
            <ReadForm slug={slug} from={first.id} width="all" show={show}>
              <Button icon="check-check">{t('notifications.read_all')}</Button>
            </ReadForm>
          ) : (
            ask.before && (
              <ButtonLink href={urls.notifications(slug, { show })} icon="arrow-up">
                {t('notifications.newest')}
              </ButtonLink>
            )
          )
        }
      />
      <Stack>
        <Filters
          label={t('notifications.show')}
          items={[
            { label: t('notifications.all'), href: urls.notifications(slug), active: !show },
            {
              label: t('notifications.unread'),
              href: urls.notifications(slug, { show: 'unread' }),
              active: Boolean(show),
            },
          ]}
        />
        <div id="inbox" hx-get={here} {...live}>
          {first ? (
            <Stack>
              {groups.map(group => (
                <Group {...props} group={group} show={show} alone={alone} />
              ))}
              {older && (
                <Pager
                  label={t('notifications.pages')}
                  next={{
                    label: t('notifications.older'),
                    href: urls.notifications(slug, { show, before: older }),
                  }}
                />
              )}
            </Stack>
          ) : (
            <EmptyState
              icon="bell"
              title={t(show ? 'notifications.none_unread' : 'notifications.empty')}
              text={t('notifications.empty_text')}
            />
          )}
        </div>
        {first && (
          <div class="keys-hint">
            <Switch name="keys-on" label={t('ticketList.keys.on')} hint={t('notifications.keys')} checked />
          </div>
        )}
      </Stack>
    </>
  )
}

const live = {
  'hx-trigger': 'live:notifications from:body',
  'hx-select': '#inbox',
  'hx-target': 'this',
  'hx-swap': 'outerMorph',
}

type OfProject = { id: string; name: string; threads: Told[] }

/** @property alone no other stands beside it: the page's own button reads it */
type GroupProps = Props & { group: OfProject; show: string; alone: boolean }

const Group = ({ ui, workspace: { slug }, group, show, alone }: GroupProps) => {
  const waiting = group.threads.filter(thread => thread.unread > 0)
  const from = group.threads[0]?.id ?? ''
  return (
    <Card
      flush
      id={`of-${group.id}`}
      title={group.name}
      actions={
        !alone &&
        waiting.length > 1 && (
          <ReadForm slug={slug} from={from} width="project" show={show}>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`${ui.t('notifications.read_project')}, ${group.name}`}
            >
              {ui.t('notifications.read_project')}
            </Button>
          </ReadForm>
        )
      }
    >
      <List label={group.name}>
        {group.threads.map(thread => (
          <ThreadRow ui={ui} slug={slug} thread={thread} show={show} />
        ))}
      </List>
    </Card>
  )
}

/** In the order of the newest of each; what belongs to no project, under the workspace's name. */
function byProject(threads: Told[], workspace: string): OfProject[] {
  const groups = new Map<string, OfProject>()
  for (const thread of threads) {
    const id = thread.projectId ?? 'workspace'
    const group = groups.get(id) ?? { id, name: thread.project ?? workspace, threads: [] }
    group.threads.push(thread)
    groups.set(id, group)
  }
  return [...groups.values()]
}
