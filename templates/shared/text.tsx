import { classes, type WithChildren } from './attrs'

/** An instant (milliseconds UTC) in words already made for the reader; `title` is the full date. */
export const RelativeTime = ({ at, text, title }: { at: number; text: string; title?: string }) => (
  <time datetime={new Date(at).toISOString()} title={title}>
    {text}
  </time>
)

/** A calendar date, `YYYY-MM-DD`, in words already made for the reader. */
export const DateText = ({ date, text }: { date: string; text: string }) => (
  <time datetime={date}>{text}</time>
)

/** An amount, already formatted: digits of equal width, never broken over two lines. */
export const Money = ({ text, large, struck }: { text: string; large?: boolean; struck?: boolean }) =>
  struck ? <s class="money">{text}</s> : <span class={classes('money', large && 'money-lg')}>{text}</span>

/** A key of the keyboard. */
export const Kbd = ({ children }: WithChildren) => <kbd class="kbd">{children}</kbd>

/** Words a person wrote, rendered from safe Markdown (an HTML string already escaped by `lib/markdown`). */
export const Prose = ({ html, children }: WithChildren<{ html?: string }>) =>
  html === undefined ? (
    <div class="prose">{children}</div>
  ) : (
    <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />
  )
