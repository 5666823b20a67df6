import type { Tone, WithChildren } from './attrs'
import { Icon, type IconName } from './icon'

/** A state in a word or two. Always carries a dot or an icon, so that colour is never alone. */
export const Badge = ({
  tone = 'neutral',
  icon,
  children,
}: WithChildren<{ tone?: Tone; icon?: IconName }>) => (
  <span class="badge" data-tone={tone === 'neutral' ? undefined : tone}>
    {icon ? <Icon name={icon} repeated /> : <i class="dot" />}
    {children}
  </span>
)

/** A number to notice (unread, waiting). `label` says what is counted, for screen readers. */
export const Count = ({
  value,
  label,
  tone = 'accent',
}: {
  value: number | string
  label?: string
  tone?: Tone
}) => (
  <span class="count" data-tone={tone}>
    {value}
    {label && <span class="sr-only"> {label}</span>}
  </span>
)

/** A quiet label: a type, a folder, a filter that is on. */
export const Tag = ({ icon, children }: WithChildren<{ icon?: IconName }>) => (
  <span class="tag">
    {icon && <Icon name={icon} repeated />}
    {children}
  </span>
)
