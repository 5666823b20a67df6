import type { Ui } from '../../locales'
import type { AttachmentView } from '../../src/domain/files/attachments'
import { kindOf, previewOf } from '../../src/lib/media'
import { urls } from '../../src/urls'
import { FileChip } from '../shared'

/** A picture is shown in so many pixels at most. */
const BOX = { width: 320, height: 256 }
/** Larger pictures are linked, not loaded with the page. */
const SHOWN = 4 * 1024 * 1024

type One = { ui: Ui; file: AttachmentView }

const hrefOf = (file: AttachmentView) => urls.projectFile(file.slug, file.projectId, file.id)
const contentOf = (file: AttachmentView) =>
  urls.fileContent(file.slug, file.projectId, file.id, file.versionId)

/** Its place is kept before it is loaded: nothing jumps. */
function Picture({ file }: One) {
  const [width, height] = [file.width ?? BOX.width, file.height ?? BOX.height]
  const scale = Math.min(1, BOX.width / width, BOX.height / height)
  return (
    <a class="attached-image" href={hrefOf(file)}>
      <img
        src={contentOf(file)}
        alt={file.name}
        width={Math.max(1, Math.round(width * scale))}
        height={Math.max(1, Math.round(height * scale))}
        loading="lazy"
      />
    </a>
  )
}

/** A recording plays where it stands; nothing of it is loaded before. */
const Recording = ({ ui, file }: One) => (
  <figure class="attached-audio">
    {/* biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions */}
    <audio src={contentOf(file)} aria-label={file.name} controls preload="none" />
    <figcaption>
      <a href={hrefOf(file)}>{file.name}</a> <small>{ui.format.bytes(file.size)}</small>
    </figcaption>
  </figure>
)

const Other = ({ ui, file }: One) => (
  <FileChip name={file.name} href={hrefOf(file)} kind={kindOf(file.type)} meta={ui.format.bytes(file.size)} />
)

function viewOf({ type, width, height, size }: AttachmentView) {
  const preview = previewOf(type)
  if (preview === 'audio') return Recording
  return preview === 'image' && width && height && size <= SHOWN ? Picture : Other
}

/** What came with a message or a ticket: pictures and recordings where they stand, the rest as lines to download. */
export const Attachments = ({ ui, files }: { ui: Ui; files: readonly AttachmentView[] }) =>
  files.length === 0 ? null : (
    <div class="attached">
      {files.map(file => {
        const View = viewOf(file)
        return <View ui={ui} file={file} />
      })}
    </div>
  )
