import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import type { Replying } from '../../src/domain/messages/messages'
import { urls } from '../../src/urls'
import { Composer, Icon, IconButton, IconLink } from '../shared'
import { asset } from '../shared/assets.gen'
import type { Place } from './line'

type WritingProps = {
  ui: Ui
  place: Place
  me: { id: string }
  nextId: string
  accept: string
  replying?: Replying
  refused?: { body: string; error?: string; filesError?: string }
  children: Child
}

const someone = '{names}'

/** What the words answer; the page's script fills it in without a page in between. */
const Answered = ({ ui: { t }, place, replying }: WritingProps) => (
  <div id="replying" class="replying" hidden={!replying}>
    <Icon name="reply" />
    <p>
      <strong data-author>{replying?.author}</strong>
      <span data-excerpt>{replying?.body}</span>
    </p>
    <input type="hidden" name="replyToId" value={replying?.id ?? ''} />
    <IconLink
      href={`${urls.messages(place.slug, place.projectId)}#end`}
      icon="x"
      label={t('messages.reply.cancel')}
      size="sm"
      data-unreply
    />
  </div>
)

/** The recorder; its script is loaded when it is first used. */
const Voice = ({ ui: { t } }: WritingProps) => (
  <div
    id="voice"
    class="voice"
    hidden
    data-src={asset['messages-voice.js']}
    data-name={t('messages.voice.name', { length: '{length}' })}
    data-refused={t('messages.voice.refused')}
    data-none={t('messages.voice.none')}
    data-unsupported={t('messages.voice.unsupported')}
    data-ended={t('messages.voice.ended')}
  >
    <IconButton type="button" icon="mic" label={t('messages.voice.record')} data-record />
    <div data-recording hidden>
      <span class="voice-dot" aria-hidden="true" />
      <output data-time role="timer" aria-label={t('messages.voice.time')}>
        0:00
      </output>
      <meter min={0} max={1} value={0} data-level aria-label={t('messages.voice.level')} />
      <IconButton type="button" icon="trash-2" label={t('messages.voice.cancel')} data-cancel />
      <IconButton type="button" icon="send" variant="primary" label={t('messages.voice.send')} data-finish />
    </div>
  </div>
)

/** The composer at the foot of the page, and above it who is here and who writes. */
export const Writing = (props: WritingProps) => {
  const { ui, place, me, nextId, accept, refused, children } = props
  const { t } = ui
  const said = (key: 'messages.here' | 'messages.typing', many: 'yes' | 'no') =>
    t(key, { names: someone, many })
  return (
    <div class="writing" id="end">
      <button type="button" class="btn" data-size="sm" id="below" hidden>
        <Icon name="arrow-down" />
        {t('messages.below')}
      </button>
      <div class="writing-top">
        <p
          class="presence-line"
          id="presence"
          aria-live="off"
          data-here-one={said('messages.here', 'no')}
          data-here-many={said('messages.here', 'yes')}
          data-typing-one={said('messages.typing', 'no')}
          data-typing-many={said('messages.typing', 'yes')}
        />
        {/* Here, for the top of the page goes away as older lines come. */}
        <IconLink
          href={urls.messageSearch(place.slug, place.projectId)}
          icon="search"
          label={t('messages.search.open')}
          size="sm"
        />
      </div>
      <p id="writing-said" class="writing-said" role="status" hidden />
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
        above={<Answered {...props} />}
        data-hx-boost="false"
        data-attach="page"
        data-remove={t('messages.remove_file', { name: '{name}' })}
        data-too-many={t('messages.too_many')}
        data-kept={`draft:${me.id}:talk:${place.projectId}`}
        data-people={urls.messagePeople(place.slug, place.projectId)}
        data-mention={asset['messages-mention.js']}
      >
        <input type="hidden" name="id" value={nextId} />
        <Voice {...props} />
      </Composer>
      <div id="named" class="named" hidden />
      {children}
    </div>
  )
}
