/** A remark's point on a picture, in ten-thousandths of its width and height. */
export type Pinned = { id: string; number: number; x: number; y: number; resolved: boolean }

const percent = (part: number) => `${part / 100}%`

type Props = {
  pins: Pinned[]
  title: string
  label: (number: number) => string
  /** The page that shows them: they follow what others put there. */
  href?: string
}

const follows = (href: string) => ({
  'hx-get': href,
  'hx-trigger': 'live:files from:body',
  'hx-select': '#pins',
  'hx-target': 'this',
  'hx-swap': 'outerMorph',
})

/** The numbers of remarks, lying on the picture where they were put; each leads to its words. */
export const Pins = ({ pins, title, label, href }: Props) => (
  <div class="pins" id="pins" {...(href && follows(href))}>
    <svg width="100%" height="100%">
      <title>{title}</title>
      {pins.map(pin => (
        <svg x={percent(pin.x)} y={percent(pin.y)} overflow="visible">
          <title>{label(pin.number)}</title>
          <a href={`#remark-${pin.id}`} aria-label={label(pin.number)} data-resolved={pin.resolved}>
            <circle r="13" />
            <text text-anchor="middle" dy="0.35em">
              {pin.number}
            </text>
          </a>
        </svg>
      ))}
      <svg class="pin-new" overflow="visible" aria-hidden="true" hidden>
        <circle r="13" />
        <path d="M-6 0H6M0-6V6" />
      </svg>
    </svg>
  </div>
)
