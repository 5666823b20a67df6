import type { Ui } from '../../locales'
import { Avatar, Icon } from '../shared'

/** What a message looks like while it is on its way; the page's script fills it in at once and lets it say how it went. */
export const PendingLine = ({ ui, name }: { ui: Ui; name: string }) => (
  <template id="pending-line">
    <li class="message mine pending">
      <Avatar name={name} />
      <article>
        <div class="bubble">
          <div class="prose" data-words />
        </div>
        <ul class="attachments" data-files />
        <footer class="message-foot" role="status">
          <span data-sending>{ui.t('messages.sending')}</span>
          <span data-failed hidden>
            {ui.t('messages.failed')}
          </span>
          <button type="button" class="btn" data-variant="ghost" data-size="sm" data-retry hidden>
            <Icon name="refresh-cw" />
            {ui.t('messages.retry')}
          </button>
        </footer>
      </article>
    </li>
  </template>
)
