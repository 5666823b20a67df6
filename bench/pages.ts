import { urls } from '../src/urls.ts'
import type { World } from './world.ts'

export type Page = { name: string; path: string; as: 'owner' | 'contact' | null; list?: boolean }

/** The pages people spend their day on. `list`: fifty rows, held to the size of a list. */
export function pagesOf({ at: { slug, project, ticket } }: World): Page[] {
  return [
    { name: 'sign-in', path: urls.signIn(), as: null },
    { name: 'team home', path: urls.home(slug), as: 'owner' },
    { name: 'all tickets', path: urls.allTickets(slug), as: 'owner', list: true },
    { name: 'late tickets', path: urls.allTickets(slug, 'sla=late'), as: 'owner', list: true },
    { name: 'own tickets', path: urls.allTickets(slug, 'who=me&sort=updated'), as: 'owner', list: true },
    {
      name: 'tickets found',
      path: urls.allTickets(slug, 'state=all&tag=blog&q=logo&sort=client'),
      as: 'owner',
      list: true,
    },
    { name: 'notifications', path: urls.notifications(slug), as: 'owner' },
    { name: 'dashboard', path: urls.project(slug, project), as: 'owner' },
    { name: 'dashboard (client)', path: urls.project(slug, project), as: 'contact' },
    { name: 'project tickets', path: urls.tickets(slug, project), as: 'owner', list: true },
    { name: 'ticket', path: urls.ticket(slug, project, ticket), as: 'owner' },
    { name: 'board', path: urls.board(slug, project), as: 'owner' },
    { name: 'conversation', path: urls.messages(slug, project), as: 'owner' },
    { name: 'files', path: urls.files(slug, project), as: 'owner' },
    { name: 'payments', path: urls.payments(slug, project), as: 'owner' },
    { name: 'journal', path: urls.journal(slug, project), as: 'owner', list: true },
  ]
}
