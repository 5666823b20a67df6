import type { Ui } from '../../locales'
import type { MessagePart } from '../../src/urls'
import { urls } from '../../src/urls'
import { Card, MenuForm, MenuLink, PageHeader, Stack } from '../shared'
import { type LineView, MessageLine, type Place } from './line'

export type ActionsProps = {
  ui: Ui
  place: Place
  line: LineView
  /** What this person may do with it. */
  may: { reply: boolean; pin: boolean; change: boolean; ticket: boolean; task: boolean }
}

/** What can be done with one message: a page of its own, and with JavaScript a menu beside the line. */
export const MessageActions = ({ ui, place, line, may }: ActionsProps) => {
  const { t } = ui
  const { slug, projectId } = place
  const at = (part: MessagePart) => urls.messagePart(slug, projectId, line.id, part)
  const there = urls.messageAt(slug, projectId, line.seq, line.id)
  return (
    <Stack>
      <PageHeader
        title={t('messages.actions.title')}
        crumbs={{ label: t('messages.title'), items: [{ label: t('messages.title'), href: there }] }}
      />
      <ol class="thread">
        <MessageLine ui={ui} line={line} place={place} alone />
      </ol>
      <Card class="narrow">
        <div id="line-actions">
          {may.reply && (
            <MenuLink href={urls.replyTo(slug, projectId, line.id)} icon="reply" data-reply-to={line.id}>
              {t('messages.reply.open')}
            </MenuLink>
          )}
          {may.pin &&
            (line.pinnedAt ? (
              <MenuForm action={at('pin/removal')} icon="pin-off">
                {t('messages.pins.remove')}
              </MenuForm>
            ) : (
              <MenuForm action={at('pin')} icon="pin">
                {t('messages.pins.add')}
              </MenuForm>
            ))}
          {may.ticket && (
            <MenuLink href={at('ticket')} icon="ticket">
              {t('messages.turn.ticket')}
            </MenuLink>
          )}
          {may.task && (
            <MenuLink href={at('task')} icon="square-kanban">
              {t('messages.turn.task')}
            </MenuLink>
          )}
          {may.change && (
            <MenuLink href={at('edit')} icon="pencil">
              {t('messages.edit.open')}
            </MenuLink>
          )}
          <MenuLink href={there} icon="link" data-copy={t('messages.actions.copied')}>
            {t('messages.actions.link')}
          </MenuLink>
        </div>
      </Card>
    </Stack>
  )
}
