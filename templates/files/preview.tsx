import type { Ui } from '../../locales'
import type { Version } from '../../src/domain/files/files'
import { isText, kindOf, previewOf } from '../../src/lib/media'
import { READABLE } from '../../src/lib/text'
import { ButtonLink, EmptyState, IconButton, Notice } from '../shared'
import { type Pinned, Pins } from './pins'

type Looks = Pick<Version, 'type' | 'size' | 'width' | 'height'>

export type PreviewProps = {
  ui: Ui
  name: string
  version: Looks
  /** Answers with the bytes. */
  src: string
  /** Answers with the reduced picture that stands for bytes held back; null where there is none. */
  reduced: string | null
  /** Only that picture is this person's to see yet. */
  withheld: boolean
  /** The beginning of a text. */
  text: string | null
  /** The page of a PDF to open it at. */
  at?: number
  pins: Pinned[]
  /** The page they stand on. */
  here?: string
}

const icons = { pdf: 'file-text', image: 'file-image', video: 'file-video', archive: 'file-archive' } as const

/** A file that is not shown, or not yet: what it is, without anything of what is in it. */
const Sealed = ({ name, version, text }: { name: string; version: Looks; text: string }) => {
  const kind = kindOf(version.type)
  const icon = kind in icons ? icons[kind as keyof typeof icons] : 'file'
  return <EmptyState icon={icon} title={name} text={text} />
}

/** A picture that can be looked at closely; its remarks' pins lie on it. */
const Picture = ({ ui: { t }, name, version, src, pins, here }: PreviewProps) => (
  <div class="viewer" id="viewer" data-viewer>
    <div class="viewer-bar" data-zoom hidden>
      <IconButton type="button" icon="zoom-out" label={t('filePage.view.zoom_out')} data-by="-1" />
      <IconButton type="button" icon="zoom-in" label={t('filePage.view.zoom_in')} data-by="1" />
      <IconButton type="button" icon="maximize" label={t('filePage.view.zoom_fit')} data-by="0" />
    </div>
    <section class="viewer-frame" tabindex={0} aria-label={t('filePage.view.picture', { name })}>
      <div class="viewer-sheet">
        {/* Keeps the picture's place until it is there: pins lie right, and nothing jumps. */}
        {version.width && version.height && <canvas width={version.width} height={version.height} />}
        <img
          src={src}
          alt={t('files.preview', { name })}
          width={version.width ?? undefined}
          height={version.height ?? undefined}
        />
        <Pins
          href={here}
          pins={pins}
          title={t('filePage.remarks.title')}
          label={number => t('filePage.remarks.number', { number })}
        />
      </div>
    </section>
  </div>
)

const Text = ({ ui: { t, format }, name, version, text }: PreviewProps) => (
  <div class="stack">
    {version.size > READABLE && (
      <Notice>
        {t('filePage.view.cut', { shown: format.bytes(READABLE), size: format.bytes(version.size) })}
      </Notice>
    )}
    <section class="preview-text" tabindex={0} aria-label={t('filePage.view.text', { name })}>
      <pre dir="auto">{text}</pre>
    </section>
  </div>
)

/** The file itself, where a browser can show it safely; else a word that it is there to download. */
export const Preview = (props: PreviewProps) => {
  const { ui, name, version, src, reduced, withheld, at } = props
  const { t } = ui
  const label = t('files.preview', { name })
  if (withheld)
    return reduced ? (
      <Picture {...props} src={reduced} />
    ) : (
      <Sealed name={name} version={version} text={t('filePage.view.withheld')} />
    )
  if (isText(version.type) && props.text !== null) return <Text {...props} />
  switch (previewOf(version.type)) {
    case 'image':
      return <Picture {...props} />
    case 'pdf':
      return (
        <div class="stack">
          <iframe
            class="preview preview-pdf"
            src={at ? `${src}#page=${at}` : src}
            title={label}
            loading="lazy"
          />
          <p>
            <ButtonLink href={src} size="sm" icon="external-link" target="_blank" rel="noopener">
              {t('filePage.view.pdf_open')}
            </ButtonLink>
          </p>
        </div>
      )
    case 'video':
      // biome-ignore lint/a11y/useMediaCaption: people's own videos come without captions
      return <video class="preview" src={src} aria-label={label} controls preload="metadata" />
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions
      return <audio class="preview" src={src} aria-label={label} controls preload="metadata" />
    default:
      return <Sealed name={name} version={version} text={t('files.no_preview')} />
  }
}
