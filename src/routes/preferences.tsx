import { type Context, Hono } from 'hono'
import { uiFor } from '../../locales'
import { take } from '../domain/accounts/limits'
import { limitOf } from '../domain/accounts/visitor'
import { openPreferences, type PreferencesLink } from '../domain/notifications/link'
import { NotFound } from '../lib/errors'
import { urls } from '../urls'
import type { OpenApp, WorkspaceApp } from '../web/context'
import { bodyOf, form, type Refused } from '../web/form'
import { takeNotice } from '../web/notice'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { visitorOf } from './accounts/visitor'

type In = Context<OpenApp>

const domain = () => import('../domain/notifications/choices')
const devices = () => import('../domain/notifications/devices')

/** One's own choices in a workspace. */
export const ownPreferences = new Hono<WorkspaceApp>()
  .get('/', c => own(c))
  .post('/', async c => {
    const { choicesInput, readPreferences, choose } = await domain()
    const parsed = await form(c, choicesInput)
    if (!parsed.ok) return own(c, parsed)
    const before = await readPreferences(c.var.person, c.var.scope.me)
    if (!before) throw new NotFound()
    await choose(c.var.person, before, parsed.data)
    return seeOther(c, urls.ownPreferences(c.var.scope.workspace.slug), 'preferences.saved')
  })

async function own(c: Context<WorkspaceApp>, refused?: Refused) {
  const { scope, ui, person, config, entered } = c.var
  const { slug } = scope.workspace
  const [{ readPreferencesWith }, { devicesQuery }] = await Promise.all([domain(), devices()])
  const read = await readPreferencesWith(person, scope.me, devicesQuery(scope))
  const { preferences, rows } = read
  if (!preferences) throw new NotFound()
  const [{ OwnPreferences }, { AllowPush }] = await Promise.all([
    import('../../templates/preferences/page'),
    import('../../templates/push/allow'),
  ])
  const key = scope.seenBy ? undefined : config.VAPID_PUBLIC_KEY
  const title = ui.t('preferences.title')
  return page(
    c,
    { title, at: 'account', status: refused ? 422 : 200, scripts: key ? ['push'] : [] },
    <OwnPreferences
      ui={ui}
      action={urls.ownPreferences(slug)}
      preferences={preferences}
      refused={refused}
      only={scope.seenBy ? 'look' : undefined}
    >
      {key && (
        <AllowPush
          ui={ui}
          slug={slug}
          publicKey={key}
          devices={rows[0].map(device => ({ ...device, here: device.sessionId === entered.session.id }))}
          refused={c.req.query('push') === 'refused'}
        />
      )}
    </OwnPreferences>,
  )
}

/**
 * The same by a signed link out of a mail, without signing in. Open to the world: the link is the proof, it reads and
 * changes the choices of that one person in that one workspace, and nothing else.
 */
export const preferences = new Hono<OpenApp>()
  .get('/:token', c => byLink(c))
  // Mail programs may fetch what they show: only the press there changes something.
  .get('/:token/unsubscribe', c => byLink(c))
  .post('/:token', async c => {
    const link = await limited(c)
    const { choicesInput, readPreferences, choose } = await domain()
    const parsed = await form(c, choicesInput)
    if (!parsed.ok) return byLink(c, parsed)
    const before = link === 'expired' ? null : await readPreferences(c.var.person, link.membershipId)
    if (!before) return byLink(c)
    await choose(c.var.person, before, parsed.data)
    return seeOther(c, urls.preferences(c.req.param('token')), 'preferences.saved')
  })

/** «No more of these» out of a mail program (RFC 8058): it comes from its maker's servers, with no origin and no cookie. */
export const oneClick = new Hono<OpenApp>().post('/:token/unsubscribe', async c => {
  const link = await limited(c)
  const { readPreferences, stop } = await domain()
  const token = c.req.param('token')
  const pressed = await bodyOf(c).catch(() => null)
  const before = link === 'expired' ? null : await readPreferences(c.var.person, link.membershipId)
  if (before && link !== 'expired' && link.category) await stop(c.var.person, before, link.category)
  // From our own page a person follows.
  if (pressed?.page !== undefined)
    return seeOther(c, urls.preferences(token), before ? 'preferences.saved' : undefined)
  return c.body(null, 200)
})

/** What the link says. What is no link of ours is not there at all; trying is limited. @throws NotFound, TooMany */
async function linkOf(c: In): Promise<PreferencesLink | 'expired'> {
  c.header('X-Robots-Tag', 'noindex, nofollow')
  const { config, now, person } = c.var
  const secrets = [config.SECRET_KEY, config.SECRET_KEY_OLD]
  const link = await openPreferences(secrets, c.req.param('token') ?? '', now)
  if (link) return link
  await take(person, [await limitOf(visitorOf(c), 'token_ip')])
  throw new NotFound()
}

async function limited(c: In): Promise<PreferencesLink | 'expired'> {
  const link = await linkOf(c)
  const whom = link === 'expired' ? undefined : link.membershipId
  await take(c.var.person, [await limitOf(visitorOf(c), 'preferences', whom)])
  return link
}

async function byLink(c: In, refused?: Refused) {
  const link = await linkOf(c)
  const { PreferencesByLink, PreferencesOver } = await import('../../templates/preferences/by-link')
  if (link === 'expired') return c.html(<PreferencesOver ui={c.var.ui} gone={false} />, 410)
  const { readPreferences } = await domain()
  const read = await readPreferences(c.var.person, link.membershipId)
  if (!read) return c.html(<PreferencesOver ui={c.var.ui} gone />, 410)
  const ui = await uiFor(read.language, read.workspace, c.var.now)
  const notice = refused ? undefined : takeNotice(c)
  const stopping = c.req.path.endsWith('/unsubscribe') && link.category !== 'due' ? link.category : undefined
  return c.html(
    <PreferencesByLink
      ui={ui}
      token={c.req.param('token') ?? ''}
      preferences={read}
      stopping={stopping}
      refused={refused}
      notice={notice && ui.t(notice.key)}
    />,
    refused ? 422 : 200,
  )
}
