import type { Ui } from '../../locales'
import type { AttachmentView } from '../../src/domain/files/attachments'
import type { Line } from '../../src/domain/messages/lines'
import type { Turned } from '../../src/domain/messages/turned'
import { urls } from '../../src/urls'
import { Attachments } from '../files/attachments'
import { type Attrs, Avatar, classes, Icon, type IconName, Prose, RelativeTime } from '../shared'

/** Lines of one person within five minutes stand together under one name. */
const TOGETHER = 5 * 60_000

/** A message as its reader sees it. */
export type LineView = Line & {
  /** Safe HTML (`lib/markdown`). */
  html: string
  /** A few emoji and nothing else: shown large. */
  emoji: boolean
  mine: boolean
  attachments: AttachmentView[]
  turns: Turned[]
}

export type Place = { slug: string; projectId: string; workspace: string; archived: boolean }

/** The name of a day: today's and yesterday's have their own. */
function dayName({ t, format, now }: Ui, at: number): string {
  const day = format.isoDay(at)
  if (day === format.isoDay(now)) return t('messages.today')
  if (day === format.isoDay(now - 86_400_000)) return t('messages.yesterday')
  const name = format.weekday(at)
  const [year, today] = [day.slice(0, 4), format.isoDay(now).slice(0, 4)]
  return `${name.charAt(0).toLocaleUpperCase()}${name.slice(1)}${year === today ? '' : ` ${year}`}`
}

/**
 * The day before its first line. `data-seq` orders what arrives by itself among what is there; a mark stands half a
 * step before its message.
 */
export const DayMark = ({ ui, line }: { ui: Ui; line: Line }) => (
  <li class="thread-mark" id={`day-${ui.format.isoDay(line.createdAt)}`} data-seq={line.seq - 0.5}>
    <span>{dayName(ui, line.createdAt)}</span>
  </li>
)

export const beginsDay = ({ format }: Ui, line: Line): boolean =>
  line.previousAt === null || format.isoDay(line.previousAt) !== format.isoDay(line.createdAt)

const continues = (ui: Ui, line: Line): boolean =>
  line.previousAuthorId === line.authorId &&
  line.previousAt !== null &&
  line.createdAt - line.previousAt < TOGETHER &&
  !beginsDay(ui, line)

type LineProps = { ui: Ui; line: LineView; place: Place }

/** What a message answers, and the way there. */
const Quoted = ({ ui, line, place }: LineProps) =>
  line.quotedSeq === null ? null : (
    <a
      class="quoted"
      href={urls.messageAt(place.slug, place.projectId, line.quotedSeq, line.quotedId ?? '')}
      data-to={`m-${line.quotedId}`}
    >
      <strong>{line.quotedAuthor}</strong>
      <span>{line.quotedBody || ui.t(line.quotedDeletedAt ? 'messages.deleted' : 'messages.no_words')}</span>
    </a>
  )

/** What was made of a message. */
const Turns = ({ ui, line, place }: LineProps) => (
  <>
    {line.turns.map(({ ticketId, number, taskId, title }) => {
      if (ticketId)
        return (
          <a class="chip" href={urls.ticket(place.slug, place.projectId, ticketId)}>
            <Icon name="ticket" repeated />
            <span>{ui.t('messages.turned.ticket', { number: number ?? '' })}</span>
          </a>
        )
      return taskId ? (
        <a class="chip" href={urls.task(place.slug, place.projectId, taskId)}>
          <Icon name="square-kanban" repeated />
          <span>{ui.t('messages.turned.task', { title: title ?? '' })}</span>
        </a>
      ) : null
    })}
  </>
)

const Way = ({ href, icon, label, ...rest }: Attrs & { href: string; icon: IconName; label: string }) => (
  <a href={href} class="btn btn-icon" data-variant="ghost" data-size="sm" aria-label={label} {...rest}>
    <Icon name={icon} repeated />
  </a>
)

/** One's ways on from a message: to answer it, and everything else. */
const Ways = ({ ui: { t }, line, place }: LineProps) => (
  <span class="message-ways">
    {!place.archived && (
      <Way
        href={urls.replyTo(place.slug, place.projectId, line.id)}
        icon="reply"
        label={t('messages.reply.open')}
        data-reply
      />
    )}
    <Way
      href={urls.message(place.slug, place.projectId, line.id)}
      icon="ellipsis"
      label={t('messages.actions.open')}
      data-more
    />
  </span>
)

/** What of a message stands under its author's name. */
const Said = (props: LineProps) => {
  const { ui, line } = props
  const { t, format } = ui
  const quoted = line.quotedSeq !== null
  return (
    <div class="message-row">
      <div class="message-body">
        {(line.html || quoted) && (
          <div class={classes('bubble', line.emoji && !quoted && 'bubble-emoji')}>
            <Quoted {...props} />
            {line.html && <Prose html={line.html} />}
          </div>
        )}
        <Attachments ui={ui} files={line.attachments} />
        <Turns {...props} />
      </div>
      {line.editedAt && (
        <span
          class="message-edited"
          title={t('messages.edited_at', { when: format.dateTime(line.editedAt) })}
        >
          {t('messages.edited')}
        </span>
      )}
      <Ways {...props} />
    </div>
  )
}

/** One message. `alone`: something stands between it and the line before, so that it says its author again. */
export const MessageLine = (props: LineProps & { alone?: boolean }) => {
  const { ui, line, place, alone } = props
  const { t, format } = ui
  const joined = !alone && continues(ui, line)
  const from = line.role === 'contact' ? line.client : place.workspace
  return (
    <li
      class={classes('message', line.mine && 'mine', joined && 'joined')}
      id={`m-${line.id}`}
      data-seq={line.seq}
      data-pinned={line.pinnedAt !== null || undefined}
    >
      <Avatar name={line.author} />
      <article>
        <header class={joined ? 'sr-only' : undefined}>
          <strong>{line.author}</strong>
          {from && !line.mine && <span>{from}</span>}
          <RelativeTime
            at={line.createdAt}
            text={format.time(line.createdAt)}
            title={format.dateTime(line.createdAt)}
          />
        </header>
        {line.deletedAt ? <p class="message-gone">{t('messages.deleted')}</p> : <Said {...props} />}
      </article>
    </li>
  )
}
