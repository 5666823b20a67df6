import type { Child } from 'hono/jsx'
import type { Tone } from './attrs'
import { Icon, type IconName } from './icon'

export type ToastProps = {
  message: string
  tone?: Tone
  closeLabel: string
  /** A form or link that undoes what was done. */
  action?: Child
  /** Seconds before it leaves; 0 stays. Default: 6, or 10 with an action. */
  seconds?: number
}

const toneIcon: Record<Tone, IconName> = {
  neutral: 'info',
  accent: 'info',
  info: 'info',
  success: 'circle-check',
  warning: 'triangle-alert',
  danger: 'circle-alert',
}

/** A short word about what has just happened. The page's region announces it. */
export const Toast = ({
  message,
  tone = 'neutral',
  closeLabel,
  action,
  seconds = action ? 10 : 6,
}: ToastProps) => (
  <div class="toast" data-tone={tone} data-seconds={seconds}>
    <Icon name={toneIcon[tone]} />
    <p>{message}</p>
    {action}
    <button
      type="button"
      class="btn btn-icon"
      data-variant="ghost"
      data-size="sm"
      data-close-toast
      aria-label={closeLabel}
    >
      <Icon name="x" />
    </button>
  </div>
)

/** The region of the page in which toasts appear; every layout has it. */
export const ToastRegion = ({ children }: { children?: Child }) => (
  <div id="toasts" class="toasts" role="status" aria-live="polite">
    {children}
  </div>
)

/** Add it to an htmx answer: the toast lands in the region, wherever the main fragment goes. */
export const ToastPartial = (props: ToastProps) => (
  <hx-partial hx-target="#toasts" hx-swap="beforeend">
    <Toast {...props} />
  </hx-partial>
)
