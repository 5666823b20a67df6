import type { Tone } from './attrs'

/** How far along, 0 to 100. `text` is shown beside it when given («3 sur 6»). */
export const Progress = ({
  value,
  label,
  text,
  tone,
}: {
  value: number
  label: string
  text?: string
  tone?: Tone
}) => (
  <div class="progress-line">
    <progress class="progress" max={100} value={Math.round(value)} aria-label={label} data-tone={tone} />
    {text && <span class="num">{text}</span>}
  </div>
)

/** The place of something not there yet. `label` tells screen readers that it is coming. */
export const Skeleton = ({ lines = 3, label }: { lines?: number; label: string }) => (
  <div class="skeletons" role="status">
    <span class="sr-only">{label}</span>
    {Array.from({ length: lines }, () => (
      <span class="skeleton" />
    ))}
  </div>
)
