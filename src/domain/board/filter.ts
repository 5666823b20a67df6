import { and, eq, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { fold, wordsOf } from '../../lib/fold'
import { isId } from '../../lib/id'

/** What of a board is shown; it stands in the page's address. */
export type BoardFilter = {
  show: 'all' | 'project' | 'tickets'
  /** A membership id; `none`: given to nobody yet; empty: everybody's. */
  who: string
  words: string
}

/** Reads a filter from an address; what it cannot be is left out. */
export function filterOf(query: Record<string, string | undefined>): BoardFilter {
  const { show, who = '', q = '' } = query
  return {
    show: show === 'project' || show === 'tickets' ? show : 'all',
    who: who === 'none' || isId(who) ? who : '',
    words: q.trim().slice(0, 100),
  }
}

type Given = { ticketId?: SQLiteColumn; assigneeId: SQLiteColumn }

/** The part of a filter that the database answers. */
export function condition(filter: BoardFilter, t: Given): SQL | undefined {
  const { show, who } = filter
  return and(
    t.ticketId && show === 'project' ? isNull(t.ticketId) : undefined,
    t.ticketId && show === 'tickets' ? isNotNull(t.ticketId) : undefined,
    who === 'none' ? isNull(t.assigneeId) : who ? eq(t.assigneeId, who) : undefined,
  )
}

type Worded = { title: string; number: number | null; phase?: string | null; blockedReason?: string }

/** Whether a card holds every word; `#12` is a request's number. */
export function holding(words: string): (card: Worded) => boolean {
  const wanted = wordsOf(words)
  if (wanted.length === 0) return () => true
  return card => {
    const { title, number, phase, blockedReason } = card
    const text = fold([title, number && `#${number}`, phase, blockedReason].filter(Boolean).join(' '))
    return wanted.every(word => text.includes(word))
  }
}
