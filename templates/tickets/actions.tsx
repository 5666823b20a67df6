import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import { type TicketPart, urls } from '../../src/urls'
import { Button, ButtonLink, type IconName, Menu, MenuForm, MenuLink } from '../shared'
import { type Worded, worded } from './move-form'

type ActionsProps = {
  ui: Ui
  slug: string
  projectId: string
  ticketId: string
  moves: readonly string[]
  mayTriage: boolean
}

type Click = 'resume' | 'resolve' | 'reopen_refused'
const clicks: Record<Click, { part: TicketPart; icon: IconName }> = {
  resume: { part: 'resumption', icon: 'rotate-ccw' },
  resolve: { part: 'resolution', icon: 'circle-check' },
  reopen_refused: { part: 'reopening', icon: 'rotate-ccw' },
}
const icons: Partial<Record<Worded, IconName>> = {
  ask: 'circle-help',
  refuse: 'circle-x',
  withdraw_price: 'undo-2',
  merge: 'link',
  triage: 'tag',
}

/** What the team may do now: the most likely on buttons, the others in a menu. */
export const TicketActions = (props: ActionsProps): Child => {
  const { ui, slug, projectId, ticketId, moves, mayTriage } = props
  const { t } = ui
  const to = (part: TicketPart) => urls.ticketPart(slug, projectId, ticketId, part)
  const may = (move: string) => moves.includes(move)
  const click = (move: Click, primary = false) => (
    <form method="post" action={to(clicks[move].part)}>
      <Button variant={primary ? 'primary' : 'secondary'} icon={clicks[move].icon}>
        {t(`tickets.move.${move}`)}
      </Button>
    </form>
  )
  const entry = (move: Exclude<Worded, 'accept'>) => (
    <MenuLink
      href={to(worded[move])}
      icon={icons[move]}
      data-dialog={`move-${move}`}
      tone={move === 'refuse' ? 'danger' : undefined}
    >
      {t(`tickets.move.${move}.title`)}
    </MenuLink>
  )
  const first = (['resume', 'reopen_refused'] as const).find(may)
  const accepts = may('accept')
  const rest = (['ask', 'merge', 'withdraw_price', 'refuse'] as const).filter(may)
  const pricing = may('price') && (
    <ButtonLink href={to('price')} icon="wallet">
      {t(may('withdraw_price') ? 'tickets.move.reprice' : 'tickets.move.price')}
    </ButtonLink>
  )
  const resolving = may('resolve')
  if (!first && !accepts && !pricing && !resolving && rest.length === 0 && !mayTriage) return null
  return (
    <>
      {accepts && (
        <ButtonLink href={to('acceptance')} variant="primary" icon="check" data-dialog="move-accept">
          {t('tickets.move.accept')}
        </ButtonLink>
      )}
      {first && click(first, true)}
      {pricing}
      {resolving && !first && !accepts && click('resolve', true)}
      {(rest.length > 0 || mayTriage || (resolving && (first || accepts))) && (
        <Menu id="ticket-more" label={t('tickets.page.more')} variant="secondary">
          {resolving && (first || accepts) && (
            <MenuForm action={to('resolution')} icon="circle-check">
              {t('tickets.move.resolve')}
            </MenuForm>
          )}
          {mayTriage && entry('triage')}
          {rest.map(entry)}
        </Menu>
      )}
    </>
  )
}
