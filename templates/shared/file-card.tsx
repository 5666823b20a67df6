import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon'

export type FileKind = 'pdf' | 'image' | 'video' | 'archive' | 'text' | 'other'

const kindIcon: Record<FileKind, IconName> = {
  pdf: 'file-text',
  image: 'file-image',
  video: 'file-video',
  archive: 'file-archive',
  text: 'file-text',
  other: 'file',
}

export type FileCardProps = {
  name: string
  href: string
  kind: FileKind
  /** Size, version, author, date. */
  meta?: Child
  /** A signed address of a small picture. */
  thumbnail?: string
  badge?: Child
  actions?: Child
  /** Its id, where it may be dragged. */
  drag?: string
}

/** A file with its preview; stands in `<Grid narrow>`. */
export const FileCard = ({ name, href, kind, meta, thumbnail, badge, actions, drag }: FileCardProps) => (
  <article class="file" draggable={drag ? 'true' : undefined} data-drag={drag}>
    <div class="file-view" data-kind={kind}>
      {thumbnail ? <img src={thumbnail} alt="" loading="lazy" /> : <Icon name={kindIcon[kind]} repeated />}
      {badge}
    </div>
    <div class="file-text">
      <a href={href}>{name}</a>
      {meta && <p>{meta}</p>}
    </div>
    {actions}
  </article>
)

/** A file in a line: attached to a message or a ticket. */
export const FileChip = ({ name, href, kind, meta }: FileCardProps) => (
  <a class="chip" href={href}>
    <Icon name={kindIcon[kind]} repeated />
    <span>{name}</span>
    {meta && <small>{meta}</small>}
  </a>
)
