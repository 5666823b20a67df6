import type { Ui } from '../../locales'
import type { Marks, Replying } from '../../src/domain/messages/messages'
import { urls } from '../../src/urls'
import { ButtonLink, EmptyState, IconLink, Notice, PageHeader, Thread, ThreadMark } from '../shared'
import { beginsDay, DayMark, type LineView, MessageLine, type Place } from './line'
import { PinnedBar, ReadBy } from './marks'
import { FreshMark, PendingLine } from './pending'
import { Writing } from './writing'

export type LinesProps = {
  ui: Ui
  place: Place
  lines: readonly LineView[]
  /** The first line that the reader had not seen. */
  freshFrom?: number
  /** They go among lines that are on the page already. */
  among?: boolean
}

/** Lines with the days between them, each able to stand where it belongs among those of a page. */
export const Lines = ({ ui, place, lines, freshFrom, among }: LinesProps) => (
  <>
    {lines.map((line, i) => {
      const fresh = line.seq === freshFrom
      const first = i === 0 && !among
      return (
        <>
          {(beginsDay(ui, line) || first) && <DayMark ui={ui} line={line} />}
          {fresh && <ThreadMark fresh>{ui.t('messages.fresh')}</ThreadMark>}
          <MessageLine ui={ui} line={line} place={place} alone={fresh || first} />
        </>
      )
    })}
  </>
)

export type ConversationProps = LinesProps & {
  me: { id: string; name: string }
  team: boolean
  /** Older lines lie before the first; newer ones after the last. */
  older: boolean
  newer: boolean
  marks: Marks
  /** The id that the next message will have. */
  nextId: string
  accept: string
  /** The message that an answer to is begun. */
  replying?: Replying
  refused?: { body: string; error?: string; filesError?: string }
}

/** What arrived, for the page's script: `now` begins its next question, `more` sends it on at once. */
export const Arrived = (props: LinesProps & { more: boolean }) => (
  <ol data-now={props.ui.now} data-more={props.more}>
    <Lines {...props} among />
  </ol>
)

/** Lines further back or on, for a page that scrolls to them. */
export const Further = (props: LinesProps & { older: boolean; newer: boolean }) => (
  <ol data-now={props.ui.now} data-older={props.older} data-newer={props.newer}>
    <Lines {...props} />
  </ol>
)

/** The project's conversation: the lines, who is here, and where one writes. */
export const Conversation = (props: ConversationProps) => {
  const { ui, place, lines, me, marks, older, newer } = props
  const { t } = ui
  const { slug, projectId } = place
  const here = urls.messages(slug, projectId)
  const [first, last] = [lines[0], lines.at(-1)]
  return (
    <div class="conversation">
      <PageHeader
        title={t('messages.title')}
        lead={t(props.team ? 'messages.lead_team' : 'messages.lead')}
        actions={
          (newer || place.archived) && (
            <IconLink
              href={urls.messageSearch(slug, projectId)}
              icon="search"
              label={t('messages.search.open')}
            />
          )
        }
      />
      <PinnedBar ui={ui} place={place} marks={marks} />
      {older && first && (
        <p class="thread-more" data-further="older">
          <ButtonLink href={`${here}?before=${first.seq}`} size="sm" variant="ghost" icon="arrow-up">
            {t('messages.older')}
          </ButtonLink>
        </p>
      )}
      {lines.length === 0 && (
        <div data-empty>
          <EmptyState icon="messages-square" title={t('messages.none')} text={t('messages.none_text')} />
        </div>
      )}
      <Thread
        id="thread"
        label={t('messages.thread')}
        aria-live="polite"
        data-me={me.id}
        data-now={ui.now}
        data-path={here}
        data-href={newer ? undefined : here}
        data-marks={urls.messageMarks(slug, projectId)}
      >
        <Lines {...props} />
      </Thread>
      {newer && last ? (
        <p class="thread-more" data-further="newer">
          <ButtonLink href={`${here}?from=${last.seq + 1}`} size="sm" variant="ghost" icon="arrow-down">
            {t('messages.newer')}
          </ButtonLink>
          <ButtonLink href={here} size="sm">
            {t('messages.newest')}
          </ButtonLink>
        </p>
      ) : (
        <ReadBy ui={ui} place={place} marks={marks} />
      )}
      {place.archived ? (
        <Notice>{t('messages.archived')}</Notice>
      ) : (
        !newer && (
          <Writing {...props}>
            <PendingLine ui={ui} name={me.name} />
            <FreshMark ui={ui} />
          </Writing>
        )
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms; this groups links and buttons */}
      <div
        id="line-menu"
        class="menu line-menu"
        popover="auto"
        role="group"
        aria-label={t('messages.actions.title')}
      />
    </div>
  )
}
