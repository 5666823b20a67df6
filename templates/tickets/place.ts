import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import type { Refused } from '../../src/web/form'

/** Which of the page's small forms came back refused. */
export type FormName = 'reply' | 'note' | 'assign' | 'tag' | 'follow' | 'link'

/** What every part of a request's page is given. */
export type OnTicket = {
  ui: Ui
  slug: string
  projectId: string
  /** The reader's membership. */
  me: string
  isTeam: boolean
  /** Its project can only be read. */
  archived: boolean
  ticket: TicketPage
  /** A form that was refused, shown again with its words. */
  refused?: { form: FormName } & Refused
}

/** Under which name a browser keeps what this person is writing in this project; see public/draft.js. */
export const draftKey = (me: string, projectId: string): string => `draft:${me}:${projectId}`

/** The words and the error of one field of a form that was refused. */
export const again = (
  { ui: { t }, refused }: OnTicket,
  form: FormName,
  field: string,
): { value?: string; error?: string } => {
  if (refused?.form !== form) return {}
  const error = refused.errors[field] ?? Object.values(refused.errors)[0]
  return { value: refused.values[field], error: error && t(error) }
}
