import type { Awaiting } from './lib/reminders'

/** Every path of the portal is written here and nowhere else. Ids in paths; numbers are for people. */
export const urls = {
  signIn: (next?: string) => withNext('/sign-in', next),
  workspaceSignIn: (slug: string, next?: string) => withNext(`/w/${slug}/sign-in`, next),
  /** The page that takes a code: it stands at the sign-in's own address. */
  code: (ask: string, slug?: string, next?: string) =>
    withNext(`${slug ? `/w/${slug}` : ''}/sign-in?ask=${ask}`, next),
  /** Where codes are tried. */
  codeTries: (slug?: string) => `${slug ? `/w/${slug}` : ''}/sign-in/code`,
  withPassword: (slug?: string, next?: string) =>
    withNext(`${slug ? `/w/${slug}` : ''}/sign-in?with=password`, next),
  signOut: () => '/sign-out',
  forgot: () => '/forgot',
  forgotSent: () => '/forgot?sent',
  reset: (token: string) => `/reset/${token}`,
  invitation: (token: string) => `/invitations/${token}`,
  account: () => '/account',
  accountName: () => '/account/name',
  accountPassword: () => '/account/password',
  accountPasswordRemoval: () => '/account/password/removal',
  accountEmail: () => '/account/email',
  emailChange: (token: string) => `/account/email/${token}`,
  /** Asks for a code, so that the sign-in is fresh again. */
  accountConfirmation: () => '/account/confirmation',
  accountSessionsEnd: () => '/account/sessions/end',
  accountSessionEnd: (session: string) => `/account/sessions/${session}/end`,
  language: () => '/account/language',
  /** Ends the look through a contact's eyes. */
  ownEyes: () => '/account/own-eyes',
  health: () => '/health',
  file: (token: string) => `/f/${token}`,
  fileArchiveLink: (token: string) => `/f/archive/${token}`,
  workspaces: () => '/',
  home: (w: string) => `/w/${w}`,
  /** Open to the world: a workspace's picture, by its unguessable key. */
  logo: (key: string) => `/logo/${key}`,
  brandCss: (w: string, version: string) => `/w/${w}/brand.css?v=${version}`,
  /** Open to the world: what makes the portal an app on a telephone or a desk. */
  appManifest: (w: string) => `/w/${w}/app.webmanifest`,
  appIcon: (w: string, icon: AppIcon, version: string) => `/w/${w}/icons/${icon}.png?v=${version}`,
  /** This browser is told by web push from now on. */
  push: (w: string) => `/w/${w}/push`,
  /** One's preferences, saying that this browser's service is none that is known. */
  pushRefused: (w: string) => `/w/${w}/preferences?push=refused#push`,
  pushRemoval: (w: string, device: string) => `/w/${w}/push/${device}/removal`,
  /** Wears one of one's memberships of a workspace: a page with one button when several lead there. */
  entrance: (w: string, membership: string) => `/w/${w}/entrance/${membership}`,
  /** How one is told of what, in a workspace. */
  ownPreferences: (w: string) => `/w/${w}/preferences`,
  /** The same, by a signed link out of a mail: open to the world. */
  preferences: (token: string) => `/preferences/${token}`,
  unsubscribe: (token: string) => `/preferences/${token}/unsubscribe`,
  projects: (w: string, query: Record<string, string> = {}) => withQuery(`/w/${w}/projects`, query),
  newProject: (w: string, client?: string) => `/w/${w}/projects/new${client ? `?client=${client}` : ''}`,
  clients: (w: string) => `/w/${w}/clients`,
  newClient: (w: string) => `/w/${w}/clients/new`,
  client: (w: string, client: string) => `/w/${w}/clients/${client}`,
  editClient: (w: string, client: string) => `/w/${w}/clients/${client}/edit`,
  contacts: (w: string, client: string) => `/w/${w}/clients/${client}/contacts`,
  newContact: (w: string, client: string) => `/w/${w}/clients/${client}/contacts/new`,
  contactRemoval: (w: string, client: string, contact: string) =>
    `/w/${w}/clients/${client}/contacts/${contact}/removal`,
  /** Says that the address is good although it was refused. */
  contactAddress: (w: string, client: string, contact: string) =>
    `/w/${w}/clients/${client}/contacts/${contact}/address`,
  memberAddress: (w: string, member: string) => `/w/${w}/settings/members/${member}/address`,
  contact: (w: string, client: string, contact: string) => `/w/${w}/clients/${client}/contacts/${contact}`,
  /** What was written to a client, and what is shared with them; and, for its contacts, their own. */
  clientCommunications: (w: string, client: string, query: Record<string, string> = {}) =>
    withQuery(`/w/${w}/clients/${client}/communications`, query),
  communications: (w: string, query: Record<string, string> = {}) =>
    withQuery(`/w/${w}/communications`, query),
  clientNotes: (w: string, client: string) => `/w/${w}/clients/${client}/notes`,
  savedReplies: (w: string) => `/w/${w}/settings/replies`,
  newSavedReply: (w: string) => `/w/${w}/settings/replies/new`,
  savedReply: (w: string, saved: string) => `/w/${w}/settings/replies/${saved}`,
  savedReplyRemoval: (w: string, saved: string) => `/w/${w}/settings/replies/${saved}/removal`,
  /** @param query a filter as `queryOf` writes it */
  allTickets: (w: string, query: URLSearchParams | string = '') => queried(`/w/${w}/tickets`, query),
  ticketFilters: (w: string, query: URLSearchParams | string = '') =>
    queried(`/w/${w}/tickets/filters`, query),
  /** Several requests changed at once. */
  ticketSelection: (w: string) => `/w/${w}/tickets/selection`,
  ticketViews: (w: string) => `/w/${w}/tickets/views`,
  newTicketView: (w: string, query: URLSearchParams | string) => queried(`/w/${w}/tickets/views/new`, query),
  ticketView: (w: string, view: string) => `/w/${w}/tickets/views/${view}`,
  ticketViewRemoval: (w: string, view: string) => `/w/${w}/tickets/views/${view}/removal`,
  allPayments: (w: string, query: Record<string, string> = {}) => withQuery(`/w/${w}/payments`, query),
  ticketsOverview: (w: string, query: Record<string, string> = {}) =>
    withQuery(`/w/${w}/tickets/overview`, query),
  settings: (w: string) => `/w/${w}/settings`,
  logoSettings: (w: string) => `/w/${w}/settings/logo`,
  logoRemoval: (w: string) => `/w/${w}/settings/logo/removal`,
  calendar: (w: string) => `/w/${w}/settings/calendar`,
  /** Own days of the calendar: closed ones, and holidays that are worked. */
  calendarDays: (w: string) => `/w/${w}/settings/calendar/days`,
  calendarDaysRemoval: (w: string) => `/w/${w}/settings/calendar/days/removal`,
  /** What is promised; filled with a ready-made set to be looked at. */
  promises: (w: string, preset?: string) => `/w/${w}/settings/promises${preset ? `?preset=${preset}` : ''}`,
  promisesRecount: (w: string) => `/w/${w}/settings/promises/recount`,
  /** What clients are reminded of. */
  reminders: (w: string) => `/w/${w}/settings/reminders`,
  /** The page of a thing that a client is waited for. */
  awaited: (w: string, p: string, kind: Awaiting, id: string) => `/w/${w}/p/${p}/${awaited[kind]}/${id}`,
  /** Leaves the client alone about one thing. */
  snooze: (w: string, p: string, kind: Awaiting, id: string) => `${urls.awaited(w, p, kind, id)}/snooze`,
  snoozeRemoval: (w: string, p: string, kind: Awaiting, id: string) =>
    `${urls.awaited(w, p, kind, id)}/snooze/removal`,
  /** How requests are served. */
  serving: (w: string) => `/w/${w}/settings/requests`,
  members: (w: string) => `/w/${w}/settings/members`,
  newMember: (w: string) => `/w/${w}/settings/members/new`,
  memberRemoval: (w: string, member: string) => `/w/${w}/settings/members/${member}/removal`,
  member: (w: string, member: string) => `/w/${w}/settings/members/${member}`,
  paymentSettings: (w: string) => `/w/${w}/settings/payments`,
  paymentAccounts: (w: string) => `/w/${w}/settings/payments/accounts`,
  newPaymentAccount: (w: string, provider: string) =>
    `/w/${w}/settings/payments/accounts/new?provider=${provider}`,
  paymentAccount: (w: string, account: string) => `/w/${w}/settings/payments/accounts/${account}`,
  retirement: (w: string, account: string) => `/w/${w}/settings/payments/accounts/${account}/retirement`,
  paymentMethods: (w: string) => `/w/${w}/settings/payments/methods`,
  bankDetails: (w: string) => `/w/${w}/settings/payments/bank`,
  bankRemoval: (w: string) => `/w/${w}/settings/payments/bank/removal`,
  providerInvoice: (w: string) => `/w/${w}/settings/payments/invoice`,
  /** Every mail of the workspace; `state: 'attention'`: what did not go through. */
  mails: (w: string, query: Record<string, string> = {}) => withQuery(`/w/${w}/settings/mails`, query),
  mail: (w: string, mail: string) => `/w/${w}/settings/mails/${mail}`,
  mailAgain: (w: string, mail: string) => `/w/${w}/settings/mails/${mail}/again`,
  mailAside: (w: string, mail: string) => `/w/${w}/settings/mails/${mail}/aside`,
  deadLetter: (w: string, letter: string) => `/w/${w}/settings/mails/letters/${letter}`,
  /** Mails that could not be put where they belong, and those that were. */
  inbound: (w: string) => `/w/${w}/settings/inbound`,
  /** A mail as it came. */
  inboundOriginal: (w: string, mail: string) => `/w/${w}/settings/inbound/${mail}/original`,
  /** Which project it belongs to. */
  inboundProject: (w: string, mail: string) => `/w/${w}/settings/inbound/${mail}/project`,
  inboundMail: (w: string, p: string, mail: string) => `/w/${w}/p/${p}/inbound/${mail}`,
  /** What is done with it there. */
  inboundPart: (w: string, p: string, mail: string, part: 'placement' | 'ticket' | 'dismissal') =>
    `/w/${w}/p/${p}/inbound/${mail}/${part}`,
  /** What its person was told. */
  notifications: (w: string, query: { show?: string; before?: string } = {}) =>
    withQuery(`/w/${w}/notifications`, query),
  /** Marks as read what was told up to this one. */
  notificationRead: (w: string, notification: string) => `/w/${w}/notifications/${notification}/read`,
  project: (w: string, p: string) => `/w/${w}/p/${p}`,
  steering: (w: string, p: string) => `/w/${w}/p/${p}/steering`,
  projectState: (w: string, p: string) => `/w/${w}/p/${p}/settings/state`,
  archive: (w: string, p: string) => `/w/${w}/p/${p}/settings/archive`,
  /** One piece of the dashboard, written where it stands. */
  steeringPiece: (w: string, p: string, piece: 'next' | 'awaited' | 'update' | 'date') =>
    `/w/${w}/p/${p}/steering/${piece}`,
  projectContact: (w: string, p: string) => `/w/${w}/p/${p}/settings/contact`,
  /** The phases: read there, and added by a POST. */
  timeline: (w: string, p: string) => `/w/${w}/p/${p}/timeline`,
  phase: (w: string, p: string, phase: string) => `/w/${w}/p/${p}/timeline/${phase}`,
  phasePosition: (w: string, p: string, phase: string) => `/w/${w}/p/${p}/timeline/${phase}/position`,
  phaseRemoval: (w: string, p: string, phase: string) => `/w/${w}/p/${p}/timeline/${phase}/removal`,
  projectSettings: (w: string, p: string) => `/w/${w}/p/${p}/settings`,
  board: (w: string, p: string, query: Record<string, string> = {}) =>
    withQuery(`/w/${w}/p/${p}/board`, query),
  tasks: (w: string, p: string) => `/w/${w}/p/${p}/tasks`,
  newTask: (w: string, p: string) => `/w/${w}/p/${p}/tasks/new`,
  task: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}`,
  editTask: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/edit`,
  /** Its column and its place there. */
  taskPosition: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/position`,
  taskBlock: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/block`,
  taskUnblock: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/block/removal`,
  taskRemoval: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/removal`,
  taskRestoration: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/restoration`,
  /** What of it is changed on a card: person, priority, date. */
  taskAdjustment: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/adjustment`,
  deletedTasks: (w: string, p: string) => `/w/${w}/p/${p}/tasks/deleted`,
  taskComments: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/comments`,
  taskCommentRemoval: (w: string, p: string, task: string, comment: string) =>
    `/w/${w}/p/${p}/tasks/${task}/comments/${comment}/removal`,
  taskItems: (w: string, p: string, task: string) => `/w/${w}/p/${p}/tasks/${task}/items`,
  taskItem: (w: string, p: string, task: string, item: string) =>
    `/w/${w}/p/${p}/tasks/${task}/items/${item}`,
  /** What is done to a line of a task's checklist. */
  taskItemPart: (w: string, p: string, task: string, item: string, part: 'state' | 'position' | 'removal') =>
    `/w/${w}/p/${p}/tasks/${task}/items/${item}/${part}`,
  tickets: (w: string, p: string) => `/w/${w}/p/${p}/tickets`,
  newTicket: (w: string, p: string) => `/w/${w}/p/${p}/tickets/new`,
  ticket: (w: string, p: string, ticket: string) => `/w/${w}/p/${p}/tickets/${ticket}`,
  /** With older words shown, or a saved reply in the composer. */
  ticketWith: (w: string, p: string, ticket: string, query: { all?: string; reply?: string }) =>
    withQuery(`/w/${w}/p/${p}/tickets/${ticket}`, query),
  /** A saved reply's words, filled in for a request. */
  ticketSaid: (w: string, p: string, ticket: string, saved: string) =>
    `/w/${w}/p/${p}/tickets/${ticket}/replies/saved/${saved}`,
  /** What is done to a request, as a resource under it: `/…/tickets/:ticket/acceptance`. */
  ticketPart: (w: string, p: string, ticket: string, part: TicketPart) =>
    `/w/${w}/p/${p}/tickets/${ticket}/${part}`,
  /** What comes in from a file: chosen there, brought in by a POST. */
  imports: (w: string, p: string, kind = '') => withQuery(`/w/${w}/p/${p}/imports`, { kind }),
  importReview: (w: string, p: string) => `/w/${w}/p/${p}/imports/review`,
  messages: (w: string, p: string) => `/w/${w}/p/${p}/messages`,
  /** The page of what can be done with one; a POST gives it other words. */
  message: (w: string, p: string, message: string) => `/w/${w}/p/${p}/messages/${message}`,
  messagePart: (w: string, p: string, message: string, part: MessagePart) =>
    `/w/${w}/p/${p}/messages/${message}/${part}`,
  /** The conversation around a line, by its number. */
  messageAt: (w: string, p: string, seq: number, message: string) =>
    `/w/${w}/p/${p}/messages?at=${seq}#m-${message}`,
  /** The conversation, with an answer to a message begun. */
  replyTo: (w: string, p: string, message: string) => `/w/${w}/p/${p}/messages?reply=${message}#end`,
  messageSearch: (w: string, p: string, query: Record<string, string> = {}) =>
    withQuery(`/w/${w}/p/${p}/messages/search`, query),
  /** What is pinned, and how far the others have read. */
  messageMarks: (w: string, p: string) => `/w/${w}/p/${p}/messages/marks`,
  /** Who can be named in a message. */
  messagePeople: (w: string, p: string) => `/w/${w}/p/${p}/messages/people`,
  files: (w: string, p: string) => `/w/${w}/p/${p}/files`,
  uploads: (w: string, p: string) => `/w/${w}/p/${p}/files/uploads`,
  upload: (w: string, p: string, upload: string, what?: 'completion' | 'cancellation') =>
    `/w/${w}/p/${p}/files/uploads/${upload}${what ? `/${what}` : ''}`,
  uploadPart: (w: string, p: string, upload: string, number: number) =>
    `/w/${w}/p/${p}/files/uploads/${upload}/parts/${number}`,
  folders: (w: string, p: string) => `/w/${w}/p/${p}/files/folders`,
  folder: (w: string, p: string, folder: string, what?: 'deletion') =>
    `/w/${w}/p/${p}/files/folders/${folder}${what ? `/${what}` : ''}`,
  fileMoves: (w: string, p: string) => `/w/${w}/p/${p}/files/moves`,
  /** Answers with a signed link to an archive of files. */
  fileArchive: (w: string, p: string, shelf: { folder?: string; in?: string } = {}) =>
    withQuery(`/w/${w}/p/${p}/files/archive`, shelf),
  projectFile: (w: string, p: string, file: string) => `/w/${w}/p/${p}/files/${file}`,
  version: (w: string, p: string, file: string, version: string) =>
    `/w/${w}/p/${p}/files/${file}/versions/${version}`,
  versions: (w: string, p: string, file: string) => `/w/${w}/p/${p}/files/${file}/versions`,
  fileSharing: (w: string, p: string, file: string) => `/w/${w}/p/${p}/files/${file}/sharing`,
  finalVersion: (w: string, p: string, file: string) => `/w/${w}/p/${p}/files/${file}/final`,
  fileDeletion: (w: string, p: string, file: string) => `/w/${w}/p/${p}/files/${file}/deletion`,
  fileRestoration: (w: string, p: string, file: string) => `/w/${w}/p/${p}/files/${file}/restoration`,
  /** Answers with a signed link to the bytes. */
  fileContent: (w: string, p: string, file: string, version: string, download?: 'download') =>
    `/w/${w}/p/${p}/files/${file}/versions/${version}/content${download ? '?download=1' : ''}`,
  /** What is done with one version: its words, bringing it back, its preview, a remark on it. */
  versionPart: (w: string, p: string, file: string, version: string, part: VersionPart) =>
    `/w/${w}/p/${p}/files/${file}/versions/${version}/${part}`,
  /** What is done with a file as a whole. */
  filePart: (w: string, p: string, file: string, part: 'hold' | 'release') =>
    `/w/${w}/p/${p}/files/${file}/${part}`,
  compare: (w: string, p: string, file: string, versions: { left?: string; right?: string } = {}) =>
    withQuery(`/w/${w}/p/${p}/files/${file}/compare`, versions),
  remark: (w: string, p: string, file: string, remark: string) =>
    `/w/${w}/p/${p}/files/${file}/remarks/${remark}`,
  remarkPart: (w: string, p: string, file: string, remark: string, part: RemarkPart) =>
    `/w/${w}/p/${p}/files/${file}/remarks/${remark}/${part}`,
  approvals: (w: string, p: string) => `/w/${w}/p/${p}/approvals`,
  /** Asks for a phase's or a file version's approval. */
  newApproval: (w: string, p: string, subject: { phase: string } | { file: string; version: string }) =>
    withQuery(`/w/${w}/p/${p}/approvals/new`, subject),
  approval: (w: string, p: string, approval: string) => `/w/${w}/p/${p}/approvals/${approval}`,
  approvalPart: (w: string, p: string, approval: string, part: ApprovalPart) =>
    `/w/${w}/p/${p}/approvals/${approval}/${part}`,
  /** Open to the world: whether the record behind a receipt's code is intact. */
  verify: (code?: string) => (code ? `/verify/${code}` : '/verify'),
  payments: (w: string, p: string) => `/w/${w}/p/${p}/payments`,
  payment: (w: string, p: string, payment: string) => `/w/${w}/p/${p}/payments/${payment}`,
  /** What is known of all of them: filters, totals, as a file. */
  paymentsCsv: (w: string, query: Record<string, string> = {}) => withQuery(`/w/${w}/payments/export`, query),
  /** What providers said; a POST has one of it processed again. */
  webhookInbox: (w: string, query: Record<string, string> = {}) => withQuery(`/w/${w}/payments/inbox`, query),
  newPlan: (w: string, p: string) => `/w/${w}/p/${p}/payments/plan`,
  /** What is done with a payment, as a resource under it. */
  paymentPart: (w: string, p: string, payment: string, part: PaymentPart) =>
    `/w/${w}/p/${p}/payments/${payment}/${part}`,
  /** Open to the world: one payment, by a signed link. */
  pay: (token: string) => `/pay/${token}`,
  payPart: (token: string, part: 'checkouts' | 'receipt') => `/pay/${token}/${part}`,
  /** Where a provider sends the payer back, whichever way they came; it only leads on. */
  paid: (w: string, p: string, payment: string) => `/pay/back/${w}/${p}/${payment}`,
  newPayment: (w: string, p: string) => `/w/${w}/p/${p}/payments/new`,
  editPayment: (w: string, p: string, payment: string) => `/w/${w}/p/${p}/payments/${payment}/edit`,
  cancelPayment: (w: string, p: string, payment: string) => `/w/${w}/p/${p}/payments/${payment}/cancellation`,
  checkout: (w: string, p: string, payment: string) => `/w/${w}/p/${p}/payments/${payment}/checkouts`,
  transfer: (w: string, p: string, payment: string) => `/w/${w}/p/${p}/payments/${payment}/transfer`,
  refund: (w: string, p: string, payment: string, attempt: string) =>
    `/w/${w}/p/${p}/payments/${payment}/attempts/${attempt}/refund`,
  /** Where a provider knocks; `account`: a workspace's own. */
  webhook: (provider: string, account: string | null = null) =>
    account ? `/webhooks/${provider}/${account}` : `/webhooks/${provider}`,
  /** CinetPay's counter posts the person back from its own origin: open to the world, it only leads on. */
  counterReturn: (w: string, p: string, payment: string) => `/webhooks/cinetpay/return/${w}/${p}/${payment}`,
  /** @param before only weeks before that Monday */
  reports: (w: string, p: string, before = '') => withQuery(`/w/${w}/p/${p}/reports`, { before }),
  report: (w: string, p: string, report: string) => `/w/${w}/p/${p}/reports/${report}`,
  reportPart: (w: string, p: string, report: string, part: ReportPart) =>
    `/w/${w}/p/${p}/reports/${report}/${part}`,
  /** How a project's weeks are summed up. */
  weeklyReports: (w: string, p: string) => `/w/${w}/p/${p}/reports/weekly`,
  journal: (w: string, p: string, query: Record<string, string> = {}) =>
    withQuery(`/w/${w}/p/${p}/journal`, query),
  /** The project as one of its contacts sees it. */
  seenAs: (w: string, p: string) => `/w/${w}/p/${p}/seen-as`,
  notes: (w: string, p: string) => `/w/${w}/p/${p}/notes`,
  live: (w: string, p: string) => `/w/${w}/p/${p}/live`,
  badges: (w: string, p: string) => `/w/${w}/p/${p}/live/badges`,
  workspaceBadges: (w: string) => `/w/${w}/badges`,
  /** The socket of a person's own channel, on every page. */
  channel: (w: string) => `/w/${w}/live`,
} as const

const filePage =
  /^(\/w\/[^/]+\/p\/[^/]+\/files\/[0-9a-f-]{36})(?:\/versions\/[0-9a-f-]{36}(?:\/content)?|\/compare)?$/

/** The pages that are read with one: a file is on its page, on those of its versions, and where its bytes are. */
export function pagesOfThing(path: string): { from: string; to: string } {
  const file = filePage.exec(path)?.[1]
  return file ? { from: file, to: `${file}/~` } : { from: path, to: path }
}

/** By its size in pixels; `maskable` for systems that cut the shape, `badge` for the line at a telephone's top. */
export type AppIcon = '64' | '180' | '192' | '512' | 'maskable' | 'badge'

/** Where the things are that clients are waited for. */
const awaited = { payment: 'payments', approval: 'approvals', clarification: 'tickets' } as const

/** The resources under a payment. */
export type PaymentPart =
  | 'reminder'
  | 'repayment'
  | 'link'
  | 'link/removal'
  | 'receipt'
  | 'agreement'
  | 'proof'

/** What is done with an approval, as a resource under it. */
export type VersionPart = 'thumb' | 'words' | 'restoration' | 'preview' | 'remarks'
export type RemarkPart = 'answers' | 'resolution' | 'reopening' | 'task'
export type ReportPart = 'sending' | 'leaving' | 'preview' | 'compilation'
export type ApprovalPart = 'acceptance' | 'changes' | 'withdrawal' | 'receipt'

/** A note on its shelf, which is `notes` or `clientNotes`. */
export const noteUrls = (shelf: string, note: string) => ({
  edit: `${shelf}/${note}`,
  pin: `${shelf}/${note}/pin`,
  removal: `${shelf}/${note}/removal`,
})

/** The resources under a message. */
export type MessagePart = 'edit' | 'deletion' | 'pin' | 'pin/removal' | 'ticket' | 'task'

/** The resources under a request. */
export type TicketPart =
  | 'replies'
  | 'notes'
  | 'acceptance'
  | 'price'
  | 'price/withdrawal'
  | 'agreement'
  | 'refusal'
  | 'decline'
  | 'withdrawal'
  | 'clarification'
  | 'resumption'
  | 'resolution'
  | 'reopening'
  | 'confirmation'
  | 'merge'
  | 'triage'
  | 'replies/preview'
  | 'assignment'
  | 'tags'
  | 'tags/removal'
  | 'followers'
  | 'followers/removal'
  | 'links'
  | 'links/removal'

const withNext = (path: string, next?: string) =>
  next ? `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}` : path

const queried = (path: string, query: URLSearchParams | string) => (`${query}` ? `${path}?${query}` : path)

/** Empty values are left out. */
const withQuery = (path: string, query: Record<string, string | undefined>) => {
  const filled = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const kept = new URLSearchParams(filled).toString()
  return kept ? `${path}?${kept}` : path
}

/** A path of ours to go on to, or nothing: never another origin, never a protocol-relative or backslashed trick. */
export function safeNext(next: string | undefined | null): string | undefined {
  if (!next || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) return undefined
  return next
}
