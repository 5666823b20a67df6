import type { Ui } from '../../locales'
import type { Thread } from '../../src/domain/notifications/inbox'
import { Button, Icon, type IconName, RelativeTime, Row } from '../shared'
import { ReadForm } from './read-form'

/** A thing and what was told of it last, in the reader's words. */
export type Told = Thread & { text: string }

type Kind =
  | 'project'
  | 'tickets'
  | 'messages'
  | 'files'
  | 'payments'
  | 'tasks'
  | 'approvals'
  | 'reports'
  | 'mails'
  | 'workspace'

const icons: Record<Kind, IconName> = {
  project: 'milestone',
  tickets: 'ticket',
  messages: 'messages-square',
  files: 'file-text',
  payments: 'wallet',
  tasks: 'square-kanban',
  approvals: 'badge-check',
  reports: 'notebook-pen',
  mails: 'mail',
  workspace: 'users',
}

const inProject = /^\/w\/[^/]+\/p\/[^/]+(?:\/([a-z-]+)(\/.+)?)?$/

const aboutMail = /\/settings\/(inbound|mails)\b/

/** What kind of thing stands at a path, and whether it is one of them or the page of all. */
function placeOf(path: string): { kind: Kind; one: boolean } {
  const [found, section, rest] = inProject.exec(path) ?? []
  if (found === undefined) return { kind: aboutMail.test(path) ? 'mails' : 'workspace', one: true }
  if (!section) return { kind: 'project', one: false }
  return { kind: section in icons ? (section as Kind) : 'project', one: rest !== undefined }
}

/** The thing's own name; of a page of many, that page's; else what was said. */
function nameOf({ t }: Ui, { path, number, name, text }: Told): string {
  const { kind, one } = placeOf(path)
  if (one) return [number && `#${number}`, name].filter(Boolean).join(' ') || text
  const known = kind === 'messages' || kind === 'files' || kind === 'payments' || kind === 'project'
  return known ? t(`notifications.thing.${kind}`) : text
}

const named: readonly Kind[] = ['tickets', 'tasks', 'files', 'payments', 'approvals']

/** A thing whose name cannot be read is deleted, or hidden from this reader since: nothing to lead to. */
const isThere = ({ path, name }: Told): boolean => {
  const { kind, one } = placeOf(path)
  return !(one && named.includes(kind)) || name !== null
}

/** One line of the list: leads to the thing, and is read by going there or by its button. */
export function ThreadRow({ ui, slug, thread, show }: { ui: Ui; slug: string; thread: Told; show: string }) {
  const { t } = ui
  const { id, path, unread, at } = thread
  const name = nameOf(ui, thread)
  return (
    <Row
      href={isThere(thread) ? path : undefined}
      unread={unread > 0}
      title={
        <>
          {unread > 0 && <span class="sr-only">{t('notifications.unread_mark')} </span>}
          {name}
        </>
      }
      lead={<Icon name={icons[placeOf(path).kind]} repeated />}
      meta={
        <>
          {[sentence(ui, thread, name), unread > 1 ? t('notifications.more', { count: unread - 1 }) : ''].map(
            said => said && `${said} · `,
          )}
          <RelativeTime at={at} text={ui.format.ago(at, ui.now)} title={ui.format.dateTime(at)} />
        </>
      }
      aside={
        <span class="read-slot">
          {unread > 0 && (
            <ReadForm slug={slug} from={id} width="thing" show={show}>
              <Button
                size="sm"
                variant="ghost"
                icon="check"
                class="btn-icon"
                aria-label={t('notifications.read', { name })}
              />
            </ReadForm>
          )}
        </span>
      }
    />
  )
}

/** The sentence unless it is the name already, with its amount where the reader may see it and it does not stand there. */
function sentence({ format }: Ui, { text, money }: Told, name: string): string {
  const { amount, currency } = money ?? {}
  const sum = typeof amount === 'number' && typeof currency === 'string' ? format.money(amount, currency) : ''
  const said = [name === text ? '' : text, text.includes(sum) ? '' : sum]
  return said.filter(Boolean).join(' · ')
}
