import { eq, inArray, type SQL } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { type Recipient, whoMayEnter } from '../events/recipients'

type Named = Pick<Recipient, 'id' | 'name'>

const folded = (text: string) => text.normalize('NFC').toLocaleLowerCase()
const firstOf = (name: string) => name.split(/\s/u)[0] ?? ''
/** Where a name may begin, and what may not follow it. */
const AT = /(?<![\p{L}\p{N}])@/gu
const GOES_ON = /^[\p{L}\p{N}]/u

/**
 * Who is named in some words: `@` and their name, or their first name where nobody else has it. The longest name wins.
 * @param people those who may enter the project: nobody else can be named
 * @returns their ids, each once
 */
export function mentionedIn(body: string, people: readonly Named[]): string[] {
  const calls = callsOf(people)
  const words = folded(body)
  const found = new Set<string>()
  for (const { index } of words.matchAll(AT)) {
    const rest = words.slice(index + 1)
    const call = calls.find(({ as }) => rest.startsWith(as) && !GOES_ON.test(rest.slice(as.length)))
    for (const id of call?.ids ?? []) found.add(id)
  }
  return [...found]
}

/** Everything people answer to, longest first. */
function callsOf(people: readonly Named[]): { as: string; ids: string[] }[] {
  const [full, first] = [new Map<string, string[]>(), new Map<string, string[]>()]
  const note = (calls: Map<string, string[]>, as: string, id: string) =>
    as && calls.set(as, [...(calls.get(as) ?? []), id])
  for (const { id, name } of people) {
    note(full, folded(name.trim()), id)
    note(first, folded(firstOf(name.trim())), id)
  }
  const alone = [...first].filter(([as, ids]) => ids.length === 1 && !full.has(as))
  return [...full, ...alone].map(([as, ids]) => ({ as, ids })).sort((a, b) => b.as.length - a.as.length)
}

/** Whether words could name somebody at all: most do not, and cost nothing. */
export const mayMention = (body: string): boolean => body.includes('@')

/** Those who can be named: whoever may enter, as far as this person may know. */
export const mentionable = (scope: ProjectScope) => whoMayEnter(scope)

/** The rows of those named in a message. */
export const mentionRows = (scope: ProjectScope, messageId: string, ids: readonly string[]): Write[] =>
  ids.length === 0
    ? []
    : [
        scope.insert(
          'mentions',
          ids.map(membershipId => ({ messageId, membershipId })),
        ),
      ]

/** Who is named in which message; rides in a batch. */
export type Mention = { messageId: string; membershipId: string; name: string }

/** @param ids a query of messages' ids */
export function mentionsQuery(scope: ProjectScope, ids: SQL) {
  const [x, p] = [scope.view('mentions'), scope.people('named')]
  return scope
    .select({ messageId: x.messageId, membershipId: x.membershipId, name: p.name })
    .from(x)
    .innerJoin(p, eq(p.id, x.membershipId))
    .where(inArray(x.messageId, ids))
}

/** Those named in one message, by id; rides in a batch. */
export function mentionedQuery(scope: ProjectScope, messageId: string) {
  const x = scope.view('mentions')
  return scope.select({ id: x.membershipId }).from(x).where(eq(x.messageId, messageId))
}
