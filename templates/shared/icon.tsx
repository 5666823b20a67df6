import { raw } from 'hono/html'
import { asset } from './assets.gen'
import { icons } from './icons.gen'

export type IconName = keyof typeof icons

/**
 * A decorative icon, as tall as the text beside it (1.25em); meaning belongs to the words, so it is hidden from
 * screen readers. `repeated` draws it from the shared sprite: use it in rows, where the same icon comes fifty times.
 */
export const Icon = ({
  name,
  class: extra,
  repeated,
}: {
  name: IconName
  class?: string
  repeated?: boolean
}) =>
  raw(
    `<svg class="i${extra ? ` ${extra}` : ''}" aria-hidden="true"${
      repeated ? `><use href="${asset['icons.svg']}#${name}"/>` : ` viewBox="0 0 24 24">${icons[name]}`
    }</svg>`,
  )
