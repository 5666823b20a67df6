import { seesAmounts } from '../lib/amounts'
import type { Actor, Project, Role, Standing, Workspace } from './scope'

/** What the session's one round trip reads, by the names that `enter.ts` gives it. */
export type SessionRow = Record<string, string | number | null>

/** Of several memberships: under a project the one that opens it, else the one last chosen. */
export function chosen(rows: SessionRow[], projectId?: string): SessionRow | undefined {
  const mine = rows.filter(r => r.mid)
  if (projectId) return mine.find(r => r.pid && (r.all_projects || r.granted))
  return mine.find(r => r.mid === r.chosen) ?? mine[0]
}

/**
 * Where a person stands. Through a contact's eyes (`x…`) they stand where that contact does, less what is not theirs to
 * see either: another's eyes never open a project or show an amount.
 * @param granted the projects of a limited membership, at the workspace's own pages
 */
export function standingOf(row: SessionRow, granted: SessionRow[], now: number): Standing {
  const own: Actor = {
    membershipId: row.mid as string,
    userId: row.uid as string,
    name: row.uname as string,
    role: row.role as Role,
  }
  const contact = own.role === 'contact'
  const finance = seesAmounts(own.role as Role, Boolean(row.finance))
  const place = { workspace: workspaceOf(row), project: projectOf(row), now }
  const limits = row.pid ? [] : limitsOf(row, granted)
  const only = limits.length ? reachOf(limits) : null
  if (!row.xid)
    return {
      ...place,
      actor: own,
      seenBy: null,
      audience: contact ? 'client' : 'team',
      finance,
      approve: contact && Boolean(row.approve),
      clientId: (row.pclient ?? row.client_id) as string | null,
      only,
    }
  return {
    ...place,
    actor: {
      membershipId: row.xid as string,
      userId: row.xuid as string,
      name: row.xname as string,
      role: 'contact',
    },
    seenBy: own,
    audience: 'client',
    finance: finance && Boolean(row.xfinance),
    approve: Boolean(row.xapprove),
    clientId: row.xclient as string,
    only,
  }
}

/** Where whoever holds a link to a payment stands: with the client of its project, nobody by name, deciding nothing. */
export function linkStanding(row: SessionRow, now: number): Standing {
  return {
    workspace: workspaceOf(row),
    project: projectOf(row),
    actor: { membershipId: null, userId: null, name: '', role: 'link' },
    audience: 'client',
    finance: true,
    approve: false,
    clientId: row.pclient as string,
    only: null,
    now,
  }
}

/** The projects of each membership that counts here and is limited to some. */
function limitsOf(row: SessionRow, granted: SessionRow[]): SessionRow[][] {
  const counting = [
    { id: row.mid, all: row.all_projects },
    { id: row.xid, all: row.xall },
  ]
  return counting.filter(m => m.id && !m.all).map(m => granted.filter(g => g.mid === m.id))
}

/** What all of them open. */
function reachOf([first = [], ...others]: SessionRow[][]): NonNullable<Standing['only']> {
  const kept = first.filter(g => others.every(list => list.some(o => o.pid === g.pid)))
  return {
    projectIds: kept.map(g => g.pid as string),
    clientIds: [...new Set(kept.map(g => g.cid as string))],
  }
}

const projectOf = (row: SessionRow): Project | null =>
  row.pid
    ? {
        id: row.pid as string,
        clientId: row.pclient as string,
        name: row.pname as string,
        state: row.state as 'in_progress' | 'done',
        archivedAt: row.archived_at as number | null,
        requestsEnabled: Boolean(row.requests_enabled),
      }
    : null

const workspaceOf = (row: SessionRow): Workspace => ({
  id: row.wid as string,
  slug: row.slug as string,
  name: row.wname as string,
  locale: row.locale as string,
  timezone: row.timezone as string,
  currency: row.currency as string,
  accent: row.accent as string,
  senderName: row.sender_name as string | null,
  logoKey: row.logo_key as string | null,
  taxes: JSON.parse(row.taxes as string),
  calendar: row.calendar === null ? null : JSON.parse(row.calendar as string),
  serving: JSON.parse(row.serving as string),
})
