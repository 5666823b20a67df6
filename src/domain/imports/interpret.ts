import { line as lineOf, words as wordsOf } from '../../lib/fields'
import type { Urgency } from '../../lib/serving'
import type { Columns, Field, ImportKind } from './columns'
import { instantWritten, type Order, writtenDate } from './dates'
import { plain } from './plain'
import { internalOf, priorityOf, taskStateOf, ticketStateOf, typeOf, urgencyOf } from './words'

/** What is wrong with a cell. `values` fill its sentence (`imports.problem.<what>`); `field` is missing for a whole line. */
export type Problem = {
  line: number
  field?: Field
  what:
    | 'no_column'
    | 'required'
    | 'long'
    | 'type'
    | 'urgency'
    | 'priority'
    | 'state'
    | 'state_elsewhere'
    | 'date'
    | 'future'
    | 'opener'
    | 'assignee'
    | 'several'
    | 'phase'
    | 'phases'
    | 'internal'
    | 'twice'
    | 'cells'
  values?: Record<string, string | number>
}

export type TicketType = 'bug' | 'change' | 'improvement' | 'question'
export type Priority = 'low' | 'normal' | 'high'

/** A line as it will come in. What its kind has no use for stays empty. */
export type Line = {
  line: number
  /** Its name in the file; empty where the file has none. */
  key: string
  title: string
  body: string
  state: string
  type: TicketType
  urgency: Urgency
  priority: Priority
  /** `YYYY-MM-DD` */
  dueOn: string | null
  /** Milliseconds UTC; null: now. */
  createdAt: number | null
  openerId: string | null
  assigneeId: string | null
  phaseId: string | null
  internal: boolean
}

/** Somebody or something by name, as lines name them. */
export type Named = { id: string; names: (string | null)[] }

/** What lines are read with. */
export type Setting = {
  kind: ImportKind
  columns: Columns
  order: Order
  /** For lines that say none. */
  type: TicketType
  urgency: Urgency
  zone: string
  now: number
  /** The workspace's own names of the urgencies. */
  urgencies: Partial<Record<Urgency, string>>
  openers: Named[]
  team: Named[]
  phases: Named[]
}

const LONGEST_TITLE = { tickets: 160, tasks: 200 }
const titles = { tickets: lineOf(160), tasks: lineOf(200) }
const body = wordsOf(20_000)
const LONGEST_KEY = 100

/** Reads one line; every problem of it at once. */
export function interpret(
  { line, cells }: { line: number; cells: string[] },
  setting: Setting,
  width: number,
): { line: Line; problems: Problem[] } {
  const { kind, columns, now, zone } = setting
  const problems: Problem[] = []
  const cell = (field: Field) => cells[columns[field] ?? -1] ?? ''
  const wrong = (field: Field, what: Problem['what'], values: Problem['values'] = {}) =>
    problems.push({ line, field, what, values: { value: cell(field).slice(0, 60), ...values } })
  const among = <V>(field: Field, read: (text: string) => V | undefined, otherwise: V): V => {
    if (cell(field) === '') return otherwise
    const found = read(cell(field))
    if (found === undefined) wrong(field, field as Problem['what'])
    return found ?? otherwise
  }
  const someone = (field: 'opener' | 'assignee' | 'phase', list: Named[]): string | null => {
    if (cell(field) === '') return null
    const matching = list.filter(one => one.names.some(name => name && plain(name) === plain(cell(field))))
    if (matching.length > 1) wrong(field, field === 'phase' ? 'phases' : 'several')
    if (matching.length === 0) wrong(field, field)
    return matching[0]?.id ?? null
  }
  const date = (field: 'due' | 'created') => {
    if (cell(field) === '') return null
    const written = writtenDate(cell(field), setting.order)
    if (!written) wrong(field, 'date')
    return written
  }

  if (cells.slice(width).some(Boolean)) problems.push({ line, what: 'cells', values: { width } })
  const said = titles[kind].safeParse(cell('title'))
  if (!said.success) wrong('title', cell('title') ? 'long' : 'required', { max: LONGEST_TITLE[kind] })
  const long = kind === 'tickets' ? cell('body') || cell('title') : cell('body')
  const told = long ? body.safeParse(long) : { success: true, data: '' }
  if (!told.success) wrong('body', 'long', { max: 20_000 })
  if (columns.key !== undefined && cell('key') === '') wrong('key', 'required')
  if (cell('key').length > LONGEST_KEY) wrong('key', 'long', { max: LONGEST_KEY })
  const state = among<string>('state', kind === 'tickets' ? ticketStateOf : taskStateOf, first[kind])
  if (state === 'elsewhere') wrong('state', 'state_elsewhere')
  const created = date('created')
  const createdAt = created && instantWritten(created, zone)
  // Noon of today may still be to come.
  const early =
    created && created.minutes === undefined ? instantWritten({ ...created, minutes: 0 }, zone) : createdAt
  if (early !== null && early > now) wrong('created', 'future')
  return {
    line: {
      line,
      key: cell('key'),
      title: said.data ?? '',
      body: told.data ?? '',
      state,
      type: among('type', typeOf, setting.type),
      urgency: among('urgency', text => ownUrgency(setting, text) ?? urgencyOf(text), setting.urgency),
      priority: among('priority', priorityOf, 'normal'),
      dueOn: date('due')?.day ?? null,
      createdAt: createdAt && Math.min(createdAt, now),
      openerId: someone('opener', setting.openers),
      assigneeId: someone('assignee', setting.team),
      phaseId: someone('phase', setting.phases),
      internal: among('internal', internalOf, 'no') === 'yes',
    },
    problems,
  }
}

const first: Record<ImportKind, string> = { tickets: 'open', tasks: 'backlog' }

const ownUrgency = ({ urgencies }: Setting, text: string): Urgency | undefined =>
  (Object.entries(urgencies) as [Urgency, string][]).find(([, name]) => plain(name) === plain(text))?.[0]
