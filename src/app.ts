import { Hono } from 'hono'
import { accounts, entrance } from './routes/accounts'
import { allPayments } from './routes/all-payments'
import { allTickets } from './routes/all-tickets'
import { appManifest } from './routes/app-manifest'
import { approvals } from './routes/approvals'
import { archive } from './routes/archive'
import { board } from './routes/board'
import { clients } from './routes/clients'
import { clientCommunications, communications } from './routes/communications'
import { delivery } from './routes/delivery'
import { dev } from './routes/dev'
import { files } from './routes/files'
import { health } from './routes/health'
import { brand, home } from './routes/home'
import { imports } from './routes/imports'
import { inbound, inboundMail } from './routes/inbound'
import { journal } from './routes/journal'
import { channel, live } from './routes/live'
import { logo } from './routes/logo'
import { failures, mails } from './routes/mails'
import { messages } from './routes/messages'
import { notes } from './routes/notes'
import { notifications } from './routes/notifications'
import { pay } from './routes/pay'
import { payments } from './routes/payments'
import { oneClick, ownPreferences, preferences } from './routes/preferences'
import { project } from './routes/project'
import { projectSettings } from './routes/project-settings'
import { projects } from './routes/projects'
import { push } from './routes/push'
import { reminding } from './routes/reminders'
import { reports } from './routes/reports'
import { savedReplies } from './routes/saved-replies'
import { seenAs } from './routes/seen-as'
import { settings } from './routes/settings'
import { calendar } from './routes/settings/calendar'
import { logoSettings } from './routes/settings/logo'
import { promises } from './routes/settings/promises'
import { reminders } from './routes/settings/reminders'
import { serving } from './routes/settings/serving'
import { paymentSettings } from './routes/settings-payments'
import { tasks } from './routes/tasks'
import { tickets } from './routes/tickets'
import { ticketsOverview } from './routes/tickets-overview'
import { timeline } from './routes/timeline'
import { verify } from './routes/verify'
import { webhooks } from './routes/webhooks'
import type { OpenApp, ProjectApp, WorkspaceApp } from './web/context'
import { onError, refusalPage } from './web/errors'
import { sameOrigin } from './web/origin'
import { securityHeaders } from './web/security'
import { inside, prepare, team } from './web/session'
import { filesIn, wordsOnly } from './web/size'
import { trace } from './web/trace'

export const app = new Hono<OpenApp>()
app.onError(onError)
app.notFound(c => refusalPage(c, 404, 'not_found'))
app.use(securityHeaders, prepare, trace, wordsOnly)

// Open to the world: providers prove themselves by their signatures, one press in a mail by its link; everybody else must come from our own pages.
app.route('/', health)
app.route('/webhooks', webhooks)
app.route('/preferences', oneClick)
app.use(sameOrigin)
app.route('/', brand)
app.route('/', appManifest)
app.route('/', accounts)
app.route('/', archive)
app.route('/', delivery)
app.route('/', logo)
app.route('/verify', verify)
app.route('/pay', pay)
app.route('/preferences', preferences)
app.route('/', dev)

// Everything of a workspace stands behind one guard, closed by default; a project's pages under it.
const inProject = new Hono<ProjectApp>()
inProject.use(filesIn)
inProject.route('/', project)
inProject.route('/settings', projectSettings)
inProject.route('/timeline', timeline)
inProject.route('/payments', payments)
inProject.route('/approvals', approvals)
inProject.route('/board', board)
inProject.route('/tasks', tasks)
inProject.route('/tickets', tickets)
inProject.route('/imports', imports)
inProject.route('/journal', journal)
inProject.route('/reports', reports)
inProject.route('/live', live)
inProject.route('/notes', notes)
inProject.route('/seen-as', seenAs)
inProject.route('/messages', messages)
inProject.route('/files', files)
inProject.route('/inbound', inboundMail)
inProject.route('/', reminding)

const inWorkspace = new Hono<WorkspaceApp>()
inWorkspace.use(inside)
inWorkspace.route('/', home)
inWorkspace.route('/entrance', entrance)
inWorkspace.route('/live', channel)
inWorkspace.route('/notifications', notifications)
inWorkspace.route('/push', push)
inWorkspace.route('/projects', projects)
inWorkspace.route('/communications', communications)
inWorkspace.route('/clients/:client/communications', clientCommunications)
inWorkspace.route('/clients', clients)
inWorkspace.route('/payments', allPayments)
inWorkspace.use('/tickets/*', team)
inWorkspace.route('/tickets/overview', ticketsOverview)
inWorkspace.route('/tickets', allTickets)
inWorkspace.route('/settings/failures', failures)
inWorkspace.route('/settings/mails', mails)
inWorkspace.route('/settings/inbound', inbound)
inWorkspace.route('/settings/replies', savedReplies)
inWorkspace.route('/settings/logo', logoSettings)
inWorkspace.route('/settings/calendar', calendar)
inWorkspace.route('/settings/requests', serving)
inWorkspace.route('/settings/promises', promises)
inWorkspace.route('/settings/payments', paymentSettings)
inWorkspace.route('/settings/reminders', reminders)
inWorkspace.route('/settings', settings)
inWorkspace.route('/preferences', ownPreferences)
inWorkspace.route('/p/:project', inProject)
app.route('/w/:workspace', inWorkspace)
