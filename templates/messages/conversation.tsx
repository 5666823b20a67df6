import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { ButtonLink, Composer, EmptyState, Icon, Notice, PageHeader, Thread, ThreadMark } from '../shared'
import { beginsDay, DayMark, type LineView, MessageLine, type Place } from './line'
import { PendingLine } from './pending'

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
  archived: boolean
  /** Older lines lie before the first; newer ones after the last. */
  older: boolean
  newer: boolean
  /** The id that the next message will have. */
  nextId: string
  accept: string
  refused?: { body: string; error?: string; filesError?: string }
}

/** What arrived, for the page's script: `now` begins its next question, `more` sends it on at once. */
export const Arrived = (props: LinesProps & { more: boolean }) => (
  <ol data-now={props.ui.now} data-more={props.more}>
    <Lines {...props} among />
  </ol>
)

/** The project's conversation: the lines, who is here, and where one writes. */
export const Conversation = (props: ConversationProps) => {
  const { ui, place, lines, me, older, newer, archived } = props
  const { t } = ui
  const here = urls.messages(place.slug, place.projectId)
  const first = lines[0]
  return (
    <div class="conversation">
      <PageHeader title={t('messages.title')} lead={t(props.team ? 'messages.lead_team' : 'messages.lead')} />
      {older && first && (
        <p class="thread-more">
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
        data-href={newer ? undefined : here}
      >
        <Lines {...props} />
      </Thread>
      {newer && (
        <p class="thread-more">
          <ButtonLink href={here} size="sm" variant="ghost" icon="arrow-down">
            {t('messages.newest')}
          </ButtonLink>
        </p>
      )}
      {archived ? (
        <Notice>{t('messages.archived')}</Notice>
      ) : (
        !newer && (
          <Writing {...props}>
            <PendingLine ui={ui} name={me.name} />
          </Writing>
        )
      )}
    </div>
  )
}

const someone = '{names}'

/** The composer at the foot of the page, and above it who is here and who writes. */
const Writing = ({
  ui,
  place,
  nextId,
  accept,
  refused,
  children,
}: ConversationProps & { children: Child }) => {
  const { t } = ui
  const said = (key: 'messages.here' | 'messages.typing', many: 'yes' | 'no') =>
    t(key, { names: someone, many })
  return (
    <div class="writing" id="end">
      <button type="button" class="btn" data-size="sm" id="below" hidden>
        <Icon name="arrow-down" />
        {t('messages.below')}
      </button>
      <p
        class="presence-line"
        id="presence"
        aria-live="off"
        data-here-one={said('messages.here', 'no')}
        data-here-many={said('messages.here', 'yes')}
        data-typing-one={said('messages.typing', 'no')}
        data-typing-many={said('messages.typing', 'yes')}
      />
      <Composer
        id="composer"
        action={urls.messages(place.slug, place.projectId)}
        name="body"
        label={t('messages.write')}
        placeholder={t('messages.placeholder')}
        value={refused?.body}
        error={refused?.error ?? refused?.filesError}
        submitLabel={t('messages.send')}
        attachLabel={t('messages.attach')}
        accept={accept}
        data-hx-boost="false"
      >
        <input type="hidden" name="id" value={nextId} />
      </Composer>
      {children}
    </div>
  )
}
