import type { Ui } from '../../locales'
import type { AttachmentView } from '../../src/domain/files/attachments'
import type { Line } from '../../src/domain/messages/lines'
import { urls } from '../../src/urls'
import { Attachments } from '../files/attachments'
import { Avatar, classes, IconLink, Prose, RelativeTime } from '../shared'

/** Lines of one person within five minutes stand together under one name. */
const TOGETHER = 5 * 60_000

/** A message as its reader sees it. */
export type LineView = Line & {
  /** Safe HTML (`lib/markdown`). */
  html: string
  mine: boolean
  /** The reader may still change it or take it back. */
  changeable: boolean
  attachments: AttachmentView[]
}

export type Place = { slug: string; projectId: string; workspace: string }

/** The name of a day: today's and yesterday's have their own. */
function dayName({ t, format, now }: Ui, at: number): string {
  const day = format.isoDay(at)
  if (day === format.isoDay(now)) return t('messages.today')
  if (day === format.isoDay(now - 86_400_000)) return t('messages.yesterday')
  const name = format.weekday(at)
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
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

/** One message. `alone`: something stands between it and the line before, so that it says its author again. */
export const MessageLine = ({
  ui,
  line,
  place,
  alone,
}: {
  ui: Ui
  line: LineView
  place: Place
  alone?: boolean
}) => {
  const { t, format } = ui
  const joined = !alone && continues(ui, line)
  const from = line.role === 'contact' ? line.client : place.workspace
  return (
    <li
      class={classes('message', line.mine && 'mine', joined && 'joined')}
      id={`m-${line.id}`}
      data-seq={line.seq}
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
        {line.deletedAt ? (
          <p class="message-gone">{t('messages.deleted')}</p>
        ) : (
          <>
            <div class="message-row">
              {line.html && (
                <div class="bubble">
                  <Prose html={line.html} />
                </div>
              )}
              {line.editedAt && (
                <span
                  class="message-edited"
                  title={t('messages.edited_at', { when: format.dateTime(line.editedAt) })}
                >
                  {t('messages.edited')}
                </span>
              )}
              {line.changeable && (
                <IconLink
                  href={urls.editMessage(place.slug, place.projectId, line.id)}
                  icon="pencil"
                  label={t('messages.edit.open')}
                  size="sm"
                />
              )}
            </div>
            <Attachments ui={ui} files={line.attachments} />
          </>
        )}
      </article>
    </li>
  )
}
