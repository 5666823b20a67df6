import type { Child } from 'hono/jsx'
import { groupedCode } from '../../src/lib/code'
import { urls } from '../../src/urls'
import { Actions, Button, ButtonLink, Card, Columns, Facts, Notice, PageHeader, Stack } from '../shared'
import { live } from './list'
import { ApprovalBadge, subjectOf } from './state'
import { type Shown, Submitted } from './submitted'

export type ApprovalProps = Shown & {
  team: boolean
  /** This person may decide it now. */
  decides: boolean
  /** False in an archived project. */
  active: boolean
  /** When the client is reminded next, for the team. */
  reminder?: Child
}

/** One approval: what is submitted, where it stands, what may be done, and the proof. */
export const ApprovalView = (props: ApprovalProps) => {
  const { ui, slug, project, approval } = props
  const { t, format, now } = ui
  return (
    <div id="approval" hx-get={urls.approval(slug, project, approval.id)} {...live('#approval')}>
      <PageHeader
        title={titleOf(props)}
        crumbs={{
          label: t('approvals.crumbs'),
          items: [{ label: t('approvals.title'), href: urls.approvals(slug, project) }],
        }}
        meta={<ApprovalBadge ui={ui} state={approval.state} />}
        lead={t('approvals.asked_by', { name: approval.asker, date: format.ago(approval.askedAt, now) })}
      />
      <Columns
        asideFirst
        aside={props.approval.state === 'asked' ? <Answer {...props} /> : <Outcome {...props} />}
      >
        {approval.message && (
          <Card title={t('approvals.message_of', { name: approval.asker })} id="message" quiet>
            <p class="prose">{approval.message}</p>
          </Card>
        )}
        <Submitted {...props} />
        <Proof {...props} />
      </Columns>
    </div>
  )
}

export const titleOf = ({ ui, approval }: Shown): string =>
  subjectOf(ui, { ...approval, number: approval.submitted.versions[0]?.number ?? null })

const Answer = (props: ApprovalProps) => {
  const { slug, project, approval, team, decides, active } = props
  const { t } = props.ui
  const part = (of: 'acceptance' | 'changes' | 'withdrawal') =>
    urls.approvalPart(slug, project, approval.id, of)
  if (team)
    return (
      <Card title={t('approvals.state.asked')} id="answer">
        <Stack>
          <p>{t('approvals.waiting')}</p>
          {props.reminder}
          {active && (
            <form method="post" action={part('withdrawal')}>
              <Button size="sm" variant="ghost" icon="undo-2">
                {t('approvals.withdraw')}
              </Button>
            </form>
          )}
          {active && <p class="hint">{t('approvals.withdraw_text')}</p>}
        </Stack>
      </Card>
    )
  return (
    <Card title={t('approvals.answer')} id="answer">
      <Stack>
        <p>{t(decides ? 'approvals.answer_text' : 'approvals.answer_other')}</p>
        {decides && (
          <Actions stack>
            <ButtonLink href={part('acceptance')} variant="primary" icon="check">
              {t('approvals.approve')}
            </ButtonLink>
            <ButtonLink href={part('changes')} icon="pencil">
              {t('approvals.change')}
            </ButtonLink>
          </Actions>
        )}
      </Stack>
    </Card>
  )
}

const tones = { approved: 'success', changes: 'warning', withdrawn: 'info', superseded: 'info' } as const

const Outcome = ({ ui, approval }: ApprovalProps) => {
  const { state, decider, decidedAt, comment } = approval
  if (state === 'asked') return null
  return (
    <Notice tone={tones[state]} icon={state === 'approved' ? 'badge-check' : 'info'}>
      <p>
        {ui.t(`approvals.${state}_text`, {
          name: decider ?? '',
          date: ui.format.date(decidedAt ?? approval.askedAt),
        })}
      </p>
      {comment && <p class="prose">{comment}</p>}
    </Notice>
  )
}

/** The text to the letter, its digest and, once decided, the seal, the code and the receipt. */
const Proof = ({ ui: { t }, slug, project, approval }: ApprovalProps) => {
  const decided = approval.state === 'approved' || approval.state === 'changes'
  const seal = approval.seal ? <code class="digest">{approval.seal}</code> : t('approvals.record.sealing')
  return (
    <Card title={t('approvals.record.title')} id="proof">
      <Stack>
        <Facts
          items={[
            { label: t('approvals.record.digest'), value: <code class="digest">{approval.sha256}</code> },
            ...(decided
              ? [
                  { label: t('approvals.record.seal'), value: seal },
                  {
                    label: t('approvals.record.code'),
                    value: <a href={urls.verify(approval.code)}>{groupedCode(approval.code)}</a>,
                  },
                ]
              : []),
          ]}
        />
        <details>
          <summary>{t('approvals.record.exact')}</summary>
          <pre class="exact">{approval.canonical}</pre>
        </details>
        {decided && (
          <ButtonLink
            href={urls.approvalPart(slug, project, approval.id, 'receipt')}
            icon="download"
            data-hx-boost="false"
          >
            {t('approvals.record.receipt')}
          </ButtonLink>
        )}
      </Stack>
    </Card>
  )
}
