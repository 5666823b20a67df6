import type { Ui } from '../../locales'
import { Avatar, Icon, ThreadMark } from '../shared'

/** What a message looks like while it is on its way; the page's script fills it in at once and lets it say how it went. */
export const PendingLine = ({ ui: { t }, name }: { ui: Ui; name: string }) => (
  <template id="pending-line">
    <li class="message mine pending">
      <Avatar name={name} />
      <article>
        <div class="message-row">
          <div class="bubble">
            <p class="quoted" data-quoted hidden>
              <strong />
              <span />
            </p>
            <div class="prose" data-words />
          </div>
        </div>
        <ul class="attachments" data-files />
        <footer class="message-foot" role="status">
          <span data-sending>{t('messages.sending')}</span>
          <span data-failed data-lost-files={t('messages.files_lost')} hidden>
            {t('messages.failed')}
          </span>
          <button type="button" class="btn" data-variant="ghost" data-size="sm" data-retry hidden>
            <Icon name="refresh-cw" />
            {t('messages.retry')}
          </button>
          <button type="button" class="btn" data-variant="ghost" data-size="sm" data-back hidden>
            <Icon name="pencil" />
            {t('messages.take_back')}
          </button>
        </footer>
      </article>
    </li>
  </template>
)

/** Where what is new begins, for lines that come while nobody looks. */
export const FreshMark = ({ ui: { t } }: { ui: Ui }) => (
  <template id="fresh-mark">
    <ThreadMark>{t('messages.fresh')}</ThreadMark>
  </template>
)
