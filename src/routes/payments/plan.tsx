import { Hono } from 'hono'
import type { Draft } from '../../../templates/payments/plan'
import type { Refusal } from '../../../templates/shared/refused'
import { stepInput } from '../../domain/payments/input'
import {
  MOST_PARTS,
  makePlan,
  mayMakePlan,
  type PlanInput,
  type Planned,
  planInput,
  planned,
  stepIn,
} from '../../domain/payments/plan'
import { formChoices } from '../../domain/payments/show'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { attempt, form, type Values } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'
import { type In, placeOf } from './common'

/** A project's total, asked for in parts. */
export const plans = new Hono<ProjectApp>()
  .get('/plan', managers, c => planPage(c, firstDrafts(c)))
  .post('/plan', managers, async c => {
    const { scope, config } = c.var
    mayMakePlan(scope)
    const parsed = await form(c, planInput)
    if (!parsed.ok) return planPage(c, firstDrafts(c), { refused: parsed })
    const { data, values } = parsed
    const drafts = draftsOf(data)
    const { step } = stepInput.parse(values)
    if (step === 'more') return planPage(c, [...drafts, blank].slice(0, MOST_PARTS), { values })
    if (step === 'fewer') return planPage(c, drafts.slice(0, Math.max(2, drafts.length - 1)), { values })
    const choices = await formChoices(scope)
    const unit = stepIn(config, choices.ways, scope.workspace.currency)
    if (step === 'preview') {
      const made = await attempt(values, async () => planned(scope, data, unit))
      return planPage(c, drafts, made.ok ? { values, preview: made.result } : { refused: made }, choices)
    }
    const made = await attempt(values, () => makePlan(scope, data, unit))
    if (!made.ok) return planPage(c, drafts, { refused: made }, choices)
    const said = choices.heard ? 'planned' : 'unheard'
    return seeOther(c, urls.payments(scope.workspace.slug, scope.project.id), `payments.notice.${said}`)
  })

const blank: Draft = { share: '', title: '', kind: 'milestone', dueOn: '', phaseId: '' }

/** 30 % before, 40 % on the way, 30 % at the end: what is done most. */
function firstDrafts({ var: { ui } }: In): Draft[] {
  const part = (kind: 'deposit' | 'milestone' | 'balance', share: string): Draft => ({
    ...blank,
    kind,
    share,
    title: ui.t(`payments.plan.first.${kind}`, { share }),
  })
  return [part('deposit', '30'), part('milestone', '40'), part('balance', '30')]
}

/** As many as a plan can have: what was sent beyond them is refused, and would only fill the page. */
const draftsOf = (input: PlanInput): Draft[] =>
  input.title.slice(0, MOST_PARTS).map((title, i) => ({
    title,
    share: input.share[i] ?? '',
    kind: input.kind[i] ?? '',
    dueOn: input.dueOn[i] ?? '',
    phaseId: input.phaseId[i] ?? '',
  }))

type Shown = { refused?: Refusal; values?: Values; preview?: Planned }
type Choices = Awaited<ReturnType<typeof formChoices>>

async function planPage(c: In, drafts: Draft[], shown: Shown = {}, known?: Choices): Promise<Response> {
  const { scope, ui, config } = c.var
  const { refused, values, preview } = shown
  mayMakePlan(scope)
  const choices = known ?? (await formChoices(scope))
  const { currency } = scope.workspace
  if (values) c.header('HX-Push-Url', 'false')
  const { PlanForm } = await import('../../../templates/payments/plan')
  return page(
    c,
    { title: ui.t('payments.plan.title'), at: 'payments', status: refused ? 422 : 200 },
    <PlanForm
      {...placeOf(c)}
      currency={currency}
      hasTaxes={scope.workspace.taxes.length > 0}
      inFives={stepIn(config, choices.ways, currency) > 1}
      phases={choices.phases}
      drafts={drafts}
      preview={preview}
      refused={refused ?? (values && { values, errors: {} })}
    />,
  )
}
