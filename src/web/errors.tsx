import type { Context } from 'hono'
import type { MessageKey } from '../../locales'
import { Plain } from '../../templates/layouts/plain'
import { OwnEyes } from '../../templates/projects/seen-as'
import { ButtonLink, brandVersion } from '../../templates/shared'
import { Conflict, Forbidden, Refusal, TooMany } from '../lib/errors'
import { say } from '../lib/log'
import { urls } from '../urls'
import type { OpenApp } from './context'

type Kind =
  | 'malformed'
  | 'too_large'
  | 'not_found'
  | 'forbidden'
  | 'looking'
  | 'conflict'
  | 'too_many'
  | 'fault'
  | 'origin'

const kinds: Record<Refusal['status'], Kind> = {
  400: 'malformed',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'conflict',
  429: 'too_many',
}

/** A calm page that says what happened and leads home. Webhooks and sockets get a plain line instead. */
export function refusalPage(
  c: Context,
  status: 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500,
  kind: Kind,
  values?: Record<string, string | number>,
) {
  const { ui, requestId, entered } = (c as Context<OpenApp>).var
  if (!ui || c.req.path.startsWith('/webhooks/')) return c.text(kind, status)
  const { t } = ui
  const title = t(`errors.${kind}.title` as MessageKey)
  const workspace = entered?.scope?.workspace
  const home = workspace ? urls.home(workspace.slug) : urls.workspaces()
  c.header('HX-Push-Url', 'false')
  return c.html(
    <Plain
      title={title}
      ui={ui}
      heading={title}
      lead={t(`errors.${kind}.text` as MessageKey, { reference: requestId.slice(0, 8), ...values })}
      brandHref={workspace && urls.brandCss(workspace.slug, brandVersion(workspace.accent))}
      workspace={workspace && { name: workspace.name, href: home }}
    >
      {entered?.session.seenAs ? (
        <OwnEyes ui={ui} next={workspace && home} />
      ) : (
        <ButtonLink href={home}>{t('errors.home')}</ButtonLink>
      )}
    </Plain>,
    status,
  )
}

/** The one place where what was thrown becomes an answer. */
export function onError(error: Error, c: Context): Response | Promise<Response> {
  if (error instanceof TooMany) {
    c.header('Retry-After', String(error.retryAfter))
    return refusalPage(c, 429, 'too_many', { minutes: Math.max(1, Math.ceil(error.retryAfter / 60)) })
  }
  if (error instanceof Forbidden && c.get('entered')?.session.seenAs) return refusalPage(c, 403, 'looking')
  if (error instanceof Conflict) return refusalPage(c, 409, 'conflict')
  if (error instanceof Refusal) return refusalPage(c, error.status, kinds[error.status])
  say('fault', { requestId: c.get('requestId'), path: c.req.routePath, ...faultOf(error) })
  return refusalPage(c, 500, 'fault')
}

/** What a fault may say in the logs: never a query's parameters, which are people's words. */
function faultOf(error: Error) {
  const cause = error.cause instanceof Error ? error.cause.message : undefined
  const message =
    error.name === 'DrizzleQueryError' || error.message.startsWith('Failed query') ? undefined : error.message
  return { name: error.name, message: cause ?? message, at: error.stack?.split('\n').slice(1, 4).join(' | ') }
}
