import type { Ui } from '../../locales'
import type { AttachmentView } from '../../src/domain/files/attachments'
import { kindOf, previewOf } from '../../src/lib/media'
import { urls } from '../../src/urls'
import { FileChip } from '../shared'

/** Larger pictures are linked, not loaded with the page. */
const SHOWN = 4 * 1024 * 1024

/** What came with a message or a ticket: pictures where they stand, everything else as a line to download. */
export const Attachments = ({ ui, files }: { ui: Ui; files: readonly AttachmentView[] }) =>
  files.length === 0 ? null : (
    <div class="attached">
      {files.map(file =>
        previewOf(file.type) === 'image' && file.width && file.height && file.size <= SHOWN ? (
          <a class="attached-image" href={urls.projectFile(file.slug, file.projectId, file.id)}>
            <img
              src={urls.fileContent(file.slug, file.projectId, file.id, file.versionId)}
              alt={file.name}
              width={file.width}
              height={file.height}
              loading="lazy"
            />
          </a>
        ) : (
          <FileChip
            name={file.name}
            href={urls.projectFile(file.slug, file.projectId, file.id)}
            kind={kindOf(file.type)}
            meta={ui.format.bytes(file.size)}
          />
        ),
      )}
    </div>
  )
