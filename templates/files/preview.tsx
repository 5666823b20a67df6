import type { Ui } from '../../locales'
import { kindOf, previewOf } from '../../src/lib/media'
import { EmptyState } from '../shared'

export type PreviewProps = {
  ui: Ui
  name: string
  type: string
  width: number | null
  height: number | null
  /** Answers with the bytes. */
  src: string
}

const icons = { pdf: 'file-text', image: 'file-image', video: 'file-video', archive: 'file-archive' } as const

/** The file itself, where a browser can show it safely; else a word that it is there to download. */
export const Preview = ({ ui: { t }, name, type, width, height, src }: PreviewProps) => {
  const label = t('files.preview', { name })
  switch (previewOf(type)) {
    case 'image':
      return (
        <img class="preview" src={src} alt={label} width={width ?? undefined} height={height ?? undefined} />
      )
    case 'pdf':
      return <iframe class="preview preview-pdf" src={src} title={label} loading="lazy" />
    case 'video':
      // biome-ignore lint/a11y/useMediaCaption: people's own videos come without captions
      return <video class="preview" src={src} aria-label={label} controls preload="metadata" />
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions
      return <audio class="preview" src={src} aria-label={label} controls preload="metadata" />
    default: {
      const kind = kindOf(type)
      const icon = kind in icons ? icons[kind as keyof typeof icons] : 'file'
      return <EmptyState icon={icon} title={name} text={t('files.no_preview')} />
    }
  }
}
