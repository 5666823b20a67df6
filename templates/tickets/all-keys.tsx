import type { Ui } from '../../locales'
import type { AllTickets } from '../../src/domain/tickets/all'
import { type TicketPart, urls } from '../../src/urls'
import { Dialog, Kbd, MenuTitle, Switch } from '../shared'

/** The moves that a list offers on a line: what a click does, and what opens a form. */
const offered = [
  ['accept', 'acceptance', 'post'],
  ['resume', 'resumption', 'post'],
  ['price', 'price', 'page'],
  ['ask', 'clarification', 'page'],
  ['resolve', 'resolution', 'post'],
  ['refuse', 'refusal', 'page'],
  ['reopen_refused', 'reopening', 'post'],
  ['merge', 'merge', 'page'],
] as const satisfies readonly (readonly [string, TicketPart, 'post' | 'page'])[]

type Move = (typeof offered)[number][0]
const words = (move: Move) =>
  move === 'ask' || move === 'refuse' || move === 'merge'
    ? (`tickets.move.${move}.title` as const)
    : (`tickets.move.${move}` as const)

/**
 * The two menus that the keyboard opens on a line, filled by the script for it: to whom it is given, and where it may go
 * from its state. Everything in them is on the request's own page too.
 */
export const RowMenus = ({
  ui: { t },
  slug,
  people,
  moves,
  back,
}: { ui: Ui; slug: string; back: string } & Pick<AllTickets, 'people' | 'moves'>) => (
  <>
    {/* biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms; this groups buttons */}
    <div id="row-assign" class="menu" popover="auto" role="group" aria-label={t('ticketList.menu.assign')}>
      <MenuTitle>{t('ticketList.menu.assign')}</MenuTitle>
      <form method="post" action={urls.ticketSelection(slug)}>
        <input type="hidden" name="do" value="assign" />
        <input type="hidden" name="back" value={back} />
        {[...people, { id: 'none', name: t('ticketList.who.none') }].map(({ id, name }) => (
          <button type="submit" name="assignee" value={id} class="menu-item">
            {name}
          </button>
        ))}
      </form>
    </div>
    {/* biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms; this groups links and buttons */}
    <div id="row-state" class="menu" popover="auto" role="group" aria-label={t('ticketList.menu.state')}>
      <MenuTitle>{t('ticketList.menu.state')}</MenuTitle>
      {offered
        .filter(([move]) => moves.some(m => m.move === move))
        .map(([move, part, how]) => {
          const from = moves.find(m => m.move === move)?.from.join(' ')
          return how === 'page' ? (
            <a href={urls.allTickets(slug)} class="menu-item" data-part={part} data-from={from}>
              {t(words(move))}
            </a>
          ) : (
            <form method="post" action={urls.allTickets(slug)} data-part={part} data-from={from}>
              <button type="submit" class="menu-item">
                {t(words(move))}
              </button>
            </form>
          )
        })}
    </div>
  </>
)

const keys = [
  ['j', 'next'],
  ['k', 'previous'],
  ['o', 'open'],
  ['r', 'reply'],
  ['a', 'assign'],
  ['s', 'state'],
  ['x', 'select'],
  ['/', 'search'],
  ['?', 'help'],
] as const

/** What the keys do; here they are also turned off, for those whom single keys get in the way. */
export const KeysDialog = ({ ui: { t } }: { ui: Ui }) => (
  <Dialog
    id="keys"
    title={t('ticketList.keys.title')}
    description={t('ticketList.keys.lead')}
    closeLabel={t('ticketList.close')}
  >
    <dl class="facts">
      {keys.map(([key, what]) => (
        <div>
          <dt>{t(`ticketList.keys.${what}`)}</dt>
          <dd>
            <Kbd>{key}</Kbd>
          </dd>
        </div>
      ))}
    </dl>
    <Switch name="keys-on" label={t('ticketList.keys.on')} checked />
  </Dialog>
)
