import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { isMessage } from '../../../locales'
import {
  beginUpload,
  cancelUpload,
  type Purpose,
  receivePart,
  uploadStanding,
} from '../../domain/files/parts'
import { versionWords } from '../../domain/files/versions'
import { Invalid, Malformed } from '../../lib/errors'
import { checked } from '../../lib/fields'
import { isId } from '../../lib/id'
import { sendChecks } from '../../outside/queues'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { filesOf, form } from '../../web/form'
import { seeOther } from '../../web/reply'

import { shelfAt } from './folders'

type In = Context<ProjectApp>

const id = z.string().refine(isId)
const beginning = z.object({
  name: z.string().max(1000),
  size: z.coerce.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  folder: z.string().transform(shelfAt).optional(),
  file: id.optional(),
  internal: checked,
  ...versionWords.shape,
})

/**
 * Large files in parts, spoken with `public/uploads.js` in JSON: begun (or found again), each part by itself, joined.
 * What a person may not send is said in their words, as `problem`.
 */
export const uploads = new Hono<ProjectApp>()
  .post('/', c =>
    said(c, async () => {
      const parsed = await form(c, beginning)
      const purpose = parsed.ok && purposeOf(parsed.data)
      if (!parsed.ok || !purpose) throw new Malformed()
      const { name, size, sha256 } = parsed.data
      return beginUpload(c.var.scope, c.env.FILES, { name, size, sha256, purpose })
    }),
  )
  .get('/:upload', async c => {
    const { problem, ...standing } = await uploadStanding(c.var.scope, c.req.param('upload'))
    return c.json({ ...standing, problem: problem && words(c, problem) })
  })
  .put('/:upload/parts/:number', c =>
    said(c, async () => {
      const body = c.req.raw.body ?? new Blob([]).stream()
      const [upload, number] = [c.req.param('upload'), Number(c.req.param('number'))]
      const told = c.req.header('Content-Length')
      const length = told === undefined ? null : Number(told)
      await receivePart(c.var.scope, c.env.FILES, upload, { number, body, length })
      return { number }
    }),
  )
  .post('/:upload/completion', async c => {
    const upload = c.req.param('upload')
    const [thumb] = await filesOf(c, 'thumb')
    const { completeUpload } = await import('../../domain/files/join')
    const outcome = await completeUpload(c.var.scope, c.env.FILES, upload, thumb ?? null)
    // Lost, it is sent again by the cron.
    if (outcome.state === 'checking')
      c.executionCtx.waitUntil(sendChecks(c.env, [upload]).catch(() => undefined))
    if (outcome.state !== 'refused') return c.json(outcome)
    return c.json({ ...outcome, problem: words(c, outcome.problem) }, 422)
  })
  .post('/:upload/cancellation', async c => {
    const { scope } = c.var
    await cancelUpload(scope, c.env.FILES, c.req.param('upload'))
    if (c.req.header('Accept') === 'application/json') return c.json({ state: 'refused' })
    return seeOther(c, urls.files(scope.workspace.slug, scope.project.id), 'files.refused.cancelled')
  })

function purposeOf(asked: z.infer<typeof beginning>): Purpose | null {
  const { label, note } = asked
  if (asked.file) return { fileId: asked.file, label, note }
  if (!asked.folder) return null
  return { ...asked.folder, shared: !asked.internal }
}

async function said(c: In, run: () => Promise<object>): Promise<Response> {
  try {
    return c.json(await run())
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const key = error.fields.files ?? ''
    return c.json({ problem: c.var.ui.t(isMessage(key) ? key : 'errors.invalid') }, 422)
  }
}

/** Why an upload was refused in the end. */
function words(c: In, problem: string): string {
  const key = `files.refused.${problem}`
  return c.var.ui.t(isMessage(key) ? key : 'files.refused.gone')
}
