import type { Child } from 'hono/jsx'
import { Icon } from './icon'

export type TimelinePhase = {
  name: string
  state: 'upcoming' | 'current' | 'done'
  /** The state in words: read aloud, and shown where there is room. */
  stateLabel: string
  /** A date, a payment, an approval asked. */
  note?: Child
  href?: string
  /** The dialog that the link opens in place, where there is one. */
  dialog?: string
}

/** The phases of a project: across on a wide screen, down on a phone. Several may be current. */
export const Timeline = ({ label, phases }: { label: string; phases: TimelinePhase[] }) => (
  <ol class="timeline" aria-label={label}>
    {phases.map(phase => (
      <li data-state={phase.state} aria-current={phase.state === 'current' ? 'step' : undefined}>
        <span class="node">{phase.state === 'done' && <Icon name="check" />}</span>
        <div>
          {phase.href ? (
            <a href={phase.href} data-dialog={phase.dialog}>
              {phase.name}
            </a>
          ) : (
            <strong>{phase.name}</strong>
          )}
          <span class="sr-only"> ({phase.stateLabel})</span>
          <p>{phase.note ?? phase.stateLabel}</p>
        </div>
      </li>
    ))}
  </ol>
)

export type FeedItem = { at: Child; text: Child; lead?: Child }

/** What happened, newest first: the journal, a ticket's trace. */
export const Feed = ({ label, items }: { label: string; items: FeedItem[] }) => (
  <ol class="feed" aria-label={label}>
    {items.map(item => (
      <li>
        {item.lead ?? <i class="dot" />}
        <p>{item.text}</p>
        <span class="meta">{item.at}</span>
      </li>
    ))}
  </ol>
)
