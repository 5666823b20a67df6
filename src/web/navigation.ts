import type { Say } from '../../locales'
import type { NavEntry } from '../../templates/layouts/shell'
import type { Entered } from '../db/enter'
import { ProjectScope, type WorkspaceScope } from '../db/scope'
import { urls } from '../urls'

/** Which entry of the navigation a page stands under. */
export type Place =
  | 'home'
  | 'project'
  | 'board'
  | 'tickets'
  | 'messages'
  | 'files'
  | 'payments'
  | 'journal'
  | 'notes'
  | 'project-settings'
  | 'projects'
  | 'all-tickets'
  | 'all-payments'
  | 'clients'
  | 'settings'
  | 'account'
  | 'notifications'

type Candidate = NavEntry & { place: Place; when?: boolean }

const shown = (entries: Candidate[], at: Place): NavEntry[] =>
  entries
    .filter(e => e.when !== false)
    .map(({ place, when, ...entry }) => ({ ...entry, active: place === at }))

const unreadOf = (entered: Entered, t: Say) => ({
  badge: entered.badges.everywhere,
  badgeLabel: t('shell.nav.unread_messages'),
})

/** Unread messages of a contact's other projects stand on the mark, which leads to all of them. */
export const markBadge = (entered: Entered, scope: WorkspaceScope, t: Say) =>
  scope.isTeam || !(scope instanceof ProjectScope)
    ? undefined
    : { ...unreadOf(entered, t), badge: Math.max(0, entered.badges.everywhere - entered.badges.messages) }

/** Above so many unread, nobody counts. */
const MANY = 99

/** The bell: how many of the things they were told are unread, and its name, which says so. */
export function bellOf(entered: Entered, scope: WorkspaceScope, t: Say) {
  const { notifications: count } = entered.badges
  return {
    href: urls.notifications(scope.workspace.slug),
    badge: count > MANY ? `${MANY}+` : count,
    name: t('notifications.bell', { count, more: count > MANY ? 'yes' : 'no' }),
  }
}

/** The client's at most six entries: what is not used, or not theirs to see, is not there. */
export function clientNav(entered: Entered, scope: WorkspaceScope, t: Say, at: Place): NavEntry[] {
  const w = scope.workspace.slug
  if (!(scope instanceof ProjectScope))
    return shown(
      [
        {
          place: 'home',
          label: t('shell.nav.home'),
          href: urls.home(w),
          icon: 'house',
          ...unreadOf(entered, t),
        },
        {
          place: 'all-payments',
          label: t('shell.nav.payments'),
          href: urls.allPayments(w),
          icon: 'wallet',
          when: scope.can.finance,
        },
      ],
      at,
    )
  const p = scope.project.id
  const { messages, tickets } = entered.badges
  return shown(
    [
      { place: 'project', label: t('shell.nav.home'), href: urls.project(w, p), icon: 'house' },
      { place: 'board', label: t('shell.nav.project'), href: urls.board(w, p), icon: 'milestone' },
      {
        place: 'tickets',
        label: t('shell.nav.tickets'),
        href: urls.tickets(w, p),
        icon: 'ticket',
        when: scope.project.requestsEnabled,
        badge: tickets,
        badgeLabel: t('shell.nav.awaiting'),
      },
      {
        place: 'messages',
        label: t('shell.nav.messages'),
        href: urls.messages(w, p),
        icon: 'messages-square',
        badge: messages,
        badgeLabel: t('shell.nav.unread'),
      },
      { place: 'files', label: t('shell.nav.files'), href: urls.files(w, p), icon: 'folder' },
      {
        place: 'payments',
        label: t('shell.nav.payments'),
        href: urls.payments(w, p),
        icon: 'wallet',
        when: scope.can.finance,
      },
    ],
    at,
  )
}

/** The team's entries across projects. */
export function teamNav(entered: Entered, scope: WorkspaceScope, t: Say, at: Place): NavEntry[] {
  const w = scope.workspace.slug
  return shown(
    [
      { place: 'home', label: t('shell.nav.home'), href: urls.home(w), icon: 'house' },
      {
        place: 'projects',
        label: t('shell.nav.projects'),
        href: urls.projects(w),
        icon: 'square-kanban',
        ...unreadOf(entered, t),
      },
      { place: 'all-tickets', label: t('shell.nav.tickets'), href: urls.allTickets(w), icon: 'ticket' },
      {
        place: 'clients',
        label: t('shell.nav.clients'),
        href: urls.clients(w),
        icon: 'users',
        when: scope.can.manage,
      },
      {
        place: 'all-payments',
        label: t('shell.nav.payments'),
        href: urls.allPayments(w),
        icon: 'wallet',
        when: scope.can.finance,
      },
      {
        place: 'settings',
        label: t('shell.nav.settings'),
        href: urls.settings(w),
        icon: 'settings',
        when: scope.can.manage,
      },
    ],
    at,
  )
}

/** The tabs of a project, for the team. */
export function projectNav(entered: Entered, scope: ProjectScope, t: Say, at: Place): NavEntry[] {
  const [w, p] = [scope.workspace.slug, scope.project.id]
  const { messages, tickets } = entered.badges
  return shown(
    [
      { place: 'project', label: t('shell.nav.dashboard'), href: urls.project(w, p), icon: 'milestone' },
      { place: 'board', label: t('shell.nav.board'), href: urls.board(w, p), icon: 'columns-3' },
      {
        place: 'tickets',
        label: t('shell.nav.tickets'),
        href: urls.tickets(w, p),
        icon: 'ticket',
        badge: tickets,
        badgeLabel: t('shell.nav.open'),
      },
      {
        place: 'messages',
        label: t('shell.nav.messages'),
        href: urls.messages(w, p),
        icon: 'messages-square',
        badge: messages,
        badgeLabel: t('shell.nav.unread'),
      },
      { place: 'files', label: t('shell.nav.files'), href: urls.files(w, p), icon: 'folder' },
      {
        place: 'payments',
        label: t('shell.nav.payments'),
        href: urls.payments(w, p),
        icon: 'wallet',
        when: scope.can.finance,
      },
      { place: 'notes', label: t('shell.nav.notes'), href: urls.notes(w, p), icon: 'notebook-pen' },
      { place: 'journal', label: t('shell.nav.journal'), href: urls.journal(w, p), icon: 'history' },
      {
        place: 'project-settings',
        label: t('shell.nav.settings'),
        href: urls.projectSettings(w, p),
        icon: 'settings',
        when: scope.can.manage,
      },
    ],
    at,
  )
}

/** The numbers of the navigation, for pages that keep them current: by the address of each entry. */
export function badgesOf(entered: Entered, scope: WorkspaceScope, t: Say) {
  const project = scope instanceof ProjectScope ? scope : null
  const entries = scope.isTeam
    ? [...teamNav(entered, scope, t, 'home'), ...(project ? projectNav(entered, project, t, 'project') : [])]
    : clientNav(entered, scope, t, 'home')
  const mark = markBadge(entered, scope, t)
  const numbers = [...entries, ...(mark ? [{ href: urls.home(scope.workspace.slug), ...mark }] : [])]
    .filter(entry => entry.badge !== undefined)
    .map(({ href, badge, badgeLabel }) => ({ href, badge, label: badgeLabel }))
  return [...numbers, bellOf(entered, scope, t)]
}
