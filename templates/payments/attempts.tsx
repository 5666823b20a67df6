import type { MessageKey, Ui } from '../../locales'
import type { AttemptStory, Step } from '../../src/domain/payments/inbox'
import { urls } from '../../src/urls'
import { Badge, Button, ButtonLink, Money, SectionHeader, type Tone } from '../shared'
import { saidOf } from './said'

type Props = {
  ui: Ui
  slug: string
  projectId: string
  stories: AttemptStory[]
  /** The providers through which money can be given back. */
  givingBack: readonly string[]
}

const tones: Record<AttemptStory['state'], Tone> = {
  created: 'neutral',
  processing: 'info',
  succeeded: 'success',
  failed: 'warning',
  expired: 'neutral',
  voided: 'neutral',
}

/** Every try at paying, with what was done and what its provider said, for those who keep the books. */
export const Attempts = ({ stories, ...props }: Props) =>
  stories.length === 0 ? null : (
    <>
      <SectionHeader title={props.ui.t('payments.attempts.title')} level={2} />
      <ul class="attempts">
        {stories.map(story => (
          <Attempt {...props} story={story} />
        ))}
      </ul>
    </>
  )

const Attempt = (props: Omit<Props, 'stories'> & { story: AttemptStory }) => {
  const { ui, slug, projectId, givingBack, story } = props
  const { t, format } = ui
  const { amount, currency, refunded, flag } = story
  const isLeft = story.state === 'succeeded' && refunded < amount
  const notes = [
    refunded > 0 && t('payments.attempts.refunded', { amount: format.money(refunded, currency) }),
    isLeft &&
      !givingBack.includes(story.provider) &&
      t('payments.attempts.elsewhere', { provider: t(`payments.way.${story.provider}`) }),
    // A dispute is told by its own lines.
    story.problem &&
      !story.problem.startsWith('disput') &&
      t('payments.attempts.problem', { code: story.problem }),
  ].filter(note => typeof note === 'string')
  return (
    <li class="attempt">
      <div class="attempt-head">
        <div>
          <Money text={format.money(amount, currency)} />
          <p class="meta">
            {[
              t(`payments.way.${story.provider}`),
              story.account?.mode === 'test' && t('payments.test_mode'),
              format.dateTime(story.createdAt),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div class="row-a">
          {flag && (
            <Badge tone="danger" icon="triangle-alert">
              {t(`payments.flag.${flag}`)}
            </Badge>
          )}
          <Badge tone={tones[story.state]}>{t(`payments.attempts.state.${story.state}`)}</Badge>
          {isLeft && givingBack.includes(story.provider) && (
            <ButtonLink
              href={urls.refund(slug, projectId, story.requestId, story.id)}
              size="sm"
              icon="undo-2"
            >
              {t('payments.attempts.refund')}
            </ButtonLink>
          )}
        </div>
      </div>
      {notes.map(note => (
        <p class="meta">{note}</p>
      ))}
      <details class="story">
        <summary>{t('payments.attempts.story', { count: story.steps.length })}</summary>
        <ol>
          {story.steps.map(step => (
            <StepLine ui={ui} slug={slug} provider={story.provider} step={step} />
          ))}
        </ol>
      </details>
    </li>
  )
}

/** Where nothing is left to do, the message is processed again from the list of all of them alone. */
const settled = ['applied', 'same', 'ignored']

type StepProps = { ui: Ui; slug: string; provider: AttemptStory['provider']; step: Step }

const StepLine = ({ ui, slug, provider, step }: StepProps) => {
  const { t, format } = ui
  const at = <time datetime={new Date(step.at).toISOString()}>{format.dateTime(step.at)}</time>
  if (step.by === 'us')
    return (
      <li>
        {at} <span>{t(step.what.replace('.', 's.journal.') as MessageKey)}</span>
      </li>
    )
  return (
    <li>
      {at}{' '}
      <span>
        {t(`payments.way.${provider}`)} · {saidOf(t, step.what) ?? <code>{step.what}</code>}
      </span>{' '}
      <Outcome ui={ui} outcome={step.outcome} />
      {step.webhook && !settled.includes(step.outcome ?? '') && (
        <form method="post" action={urls.webhookInbox(slug)}>
          <input type="hidden" name="provider" value={provider} />
          <input type="hidden" name="id" value={step.webhook} />
          <Button size="sm" variant="ghost" icon="refresh-cw">
            {t('payments.inbox.again')}
          </Button>
        </form>
      )}
    </li>
  )
}

const words = [
  'applied',
  'same',
  'ignored',
  'mismatch',
  'late',
  'duplicate',
  'unknown',
  'unreadable',
] as const

/** What became of a provider's word; waiting where nothing did yet. */
export const Outcome = ({ ui: { t }, outcome }: { ui: Ui; outcome: string | null }) => {
  if (outcome === null) return <Badge tone="info">{t('payments.inbox.outcome.waiting')}</Badge>
  const known = words.find(word => word === outcome)
  const tone: Tone =
    outcome === 'applied' ? 'success' : outcome === 'same' || outcome === 'ignored' ? 'neutral' : 'warning'
  return <Badge tone={tone}>{known ? t(`payments.inbox.outcome.${known}`) : outcome}</Badge>
}
