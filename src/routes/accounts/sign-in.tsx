import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { uiFor } from '../../../locales'
import { type Face, workspaceFace } from '../../db/enter'
import { askCode, askOf, readCode } from '../../domain/accounts/codes'
import { LONGEST } from '../../domain/accounts/password-rules'
import {
  type Refusal,
  type SignedIn,
  signInWithCode,
  signInWithPassword,
} from '../../domain/accounts/sign-in'
import { email } from '../../lib/fields'
import { isId } from '../../lib/id'
import { safeNext, urls } from '../../urls'
import type { OpenApp } from '../../web/context'
import { form, type Refused } from '../../web/form'
import { seeOther } from '../../web/reply'
import { enter } from '../../web/session'
import { knowBrowser, letIn, queueMail, visitorOf } from './visitor'

const next = z
  .string()
  .optional()
  .transform(v => safeNext(v))
const addressInput = z.object({ email, next, password: z.string().min(1).max(LONGEST).optional() })
const codeInput = z.object({
  ask: z.string(),
  next,
  code: z
    .string()
    .transform(readCode)
    .pipe(z.string().regex(/^[A-Z0-9]{6}$/, 'accounts.error.code_shape')),
})

type Door = Context<OpenApp>

const slugOf = (c: Door): string | undefined => c.req.param('workspace')

/** The workspace whose door this is; a name nobody has shows the neutral page, like no name at all. */
async function faceOf(c: Door): Promise<Face | undefined> {
  const slug = slugOf(c)
  return slug ? ((await workspaceFace(c.var.door, slug)) ?? undefined) : undefined
}

const uiAt = (c: Door, face: Face | undefined) => (face ? uiFor(c.var.ui.locale, face, c.var.now) : c.var.ui)

type Shown = Partial<Refused> & { face?: Face; password: boolean; refused?: boolean; next?: string }

async function signInPage(c: Door, { face, ...shown }: Shown) {
  const status = shown.errors || shown.refused ? 422 : 200
  const { SignInPage } = await import('../../../templates/accounts/sign-in')
  return c.html(<SignInPage ui={await uiAt(c, face)} face={face} {...shown} />, status)
}

type ShownCode = { face?: Face; ask: string; email?: string; next?: string; code?: string; error?: string }

async function codePage(c: Door, { face, ...shown }: ShownCode) {
  const { CodePage } = await import('../../../templates/accounts/sign-in')
  return c.html(<CodePage ui={await uiAt(c, face)} face={face} {...shown} />, shown.error ? 422 : 200)
}

async function show(c: Door) {
  const [ask, wanted] = [c.req.query('ask'), safeNext(c.req.query('next'))]
  if (ask && isId(ask)) {
    const { email, face } = await askOf(visitorOf(c, slugOf(c)), ask)
    return codePage(c, { face, ask, email, next: wanted })
  }
  if (await enter(c)) return seeOther(c, wanted ?? urls.workspaces())
  const password = c.req.query('with') === 'password'
  return signInPage(c, { face: await faceOf(c), password, next: wanted })
}

/** An address alone asks for a code; with a password it signs in. */
async function begin(c: Door) {
  const parsed = await form(c, addressInput)
  const { password: typed, ...values } = parsed.values
  if (!parsed.ok) {
    const [password, wanted] = [typed !== undefined, safeNext(values.next)]
    return signInPage(c, { ...parsed, values, face: await faceOf(c), password, next: wanted })
  }
  const { email, password, next: wanted } = parsed.data
  const visitor = visitorOf(c, slugOf(c))
  if (password !== undefined) {
    const outcome = await signInWithPassword(visitor, email, password)
    if (outcome.ok) return land(c, outcome, wanted)
    return signInPage(c, { face: outcome.face, values, password: true, refused: true, next: wanted })
  }
  const asked = await askCode(visitor, email, wanted)
  knowBrowser(c, asked.browser)
  queueMail(c, asked.mailId)
  return seeOther(c, urls.code(asked.ask, slugOf(c), wanted))
}

async function tryCode(c: Door) {
  const parsed = await form(c, codeInput)
  const visitor = visitorOf(c, slugOf(c))
  const { t } = c.var.ui
  if (!parsed.ok) {
    const { ask = '', code, next: wanted } = parsed.values
    const { email, face } = await askOf(visitor, ask)
    const error = t('accounts.error.code_shape')
    return codePage(c, { face, ask, email, next: safeNext(wanted), code, error })
  }
  const { ask, code, next: wanted } = parsed.data
  const outcome = await signInWithCode(visitor, ask, code)
  if (outcome.ok) return land(c, outcome, wanted)
  return codePage(c, { ask, next: wanted, code: parsed.values.code, ...refusal(c, outcome) })
}

function refusal({ var: { ui } }: Door, { left, email, face }: Refusal) {
  const error = left ? ui.t('accounts.error.code_wrong', { left }) : ui.t('accounts.error.code_over')
  return { email, face, error }
}

/** In: to what was asked for, else to the workspace at whose door one stood, else to one's own. */
function land(c: Door, signedIn: SignedIn, wanted: string | undefined) {
  letIn(c, signedIn)
  const slug = slugOf(c)
  return seeOther(c, wanted ?? (slug && signedIn.member ? urls.home(slug) : urls.workspaces()))
}

/** The way in, neutral or with a workspace's look. */
export const signIn = new Hono<OpenApp>()
for (const door of ['/sign-in', '/w/:workspace/sign-in']) {
  signIn.get(door, show)
  signIn.post(door, begin)
  signIn.post(`${door}/code`, tryCode)
}
