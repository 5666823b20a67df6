import type { Child } from 'hono/jsx'

/** What every component passes on to its outermost element: identity, extra classes, data-, aria- and hx- attributes. */
export type Attrs = {
  id?: string
  class?: string
  [name: `data-${string}` | `aria-${string}` | `hx-${string}`]: string | number | boolean | undefined
}

export type WithChildren<T = object> = T & { children?: Child }

/** The tones of badges, callouts and marks. Colour never speaks alone: a dot, an icon or words go with it. */
export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger'

/** Joins class names, leaving out what is absent. */
export const classes = (...names: (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ')
