import { eq, isNull, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { hex, sha256 } from '../../lib/crypto'
import { Invalid } from '../../lib/errors'
import { newId } from '../../lib/id'
import { isLogoKey, LOGO, logoKeyOf, pngSize } from '../../lib/logo'
import { putObject, readPicture } from '../../outside/files'

/** Where a logo stands in the bucket. */
const objectOf = (key: string): string => `logos/${key}`

/**
 * Gives the workspace a new logo; the old one's bytes go within the hour. They are noted as an upload before they are
 * written, and so are the old ones as it is replaced: whatever this dies at, the sweeper of uploads finds them.
 * @throws Invalid `logo`: not a PNG by its content, too large, too heavy; Conflict where it was just changed
 */
export async function setLogo(scope: WorkspaceScope, bucket: R2Bucket, file: File): Promise<void> {
  if (file.size > LOGO.bytes) throw new Invalid({ logo: 'workspaces.error.logo_heavy' })
  const bytes = await file.arrayBuffer()
  const pixels = pngSize(new Uint8Array(bytes))
  if (!pixels) throw new Invalid({ logo: 'workspaces.error.logo_kind' })
  if (Math.max(pixels.width, pixels.height) > LOGO.side)
    throw new Invalid({ logo: 'workspaces.error.logo_large' })
  const key = logoKeyOf(hex(crypto.getRandomValues(new Uint8Array(16)).buffer), pixels)
  const uploadId = newId(scope.now)
  const coming = { id: uploadId, storageKey: objectOf(key), size: 0, createdAt: scope.now }
  await scope.commit([scope.insert('uploads', coming)], [])
  await putObject(bucket, objectOf(key), bytes, await sha256(bytes), 'image/png')
  await change(scope, key, uploadId)
}

/** Takes the logo away: the workspace goes by its initial again. */
export const removeLogo = (scope: WorkspaceScope): Promise<void> => change(scope, null)

async function change(scope: WorkspaceScope, key: string | null, uploadId?: string): Promise<void> {
  const { id, logoKey: before } = scope.workspace
  if (!key && !before) return
  await scope.commit(
    [
      scope.update('workspaces', { logoKey: key }, w =>
        before === null ? isNull(w.logoKey) : eq(w.logoKey, before),
      ),
      ...(uploadId ? [scope.remove('uploads', u => sql`${u.id} = ${uploadId}`)] : []),
      ...(before
        ? [
            scope.insert('uploads', {
              id: newId(scope.now),
              storageKey: objectOf(before),
              size: 0,
              createdAt: 0,
            }),
          ]
        : []),
    ],
    { kind: 'workspace.branded', subjectId: id, facts: { logo: key ? 'set' : 'removed' }, internal: true },
  )
}

/** The bytes behind a key that somebody came with; null for one that no logo has. */
export const readLogo = async (bucket: R2Bucket, key: string): Promise<ReadableStream | null> =>
  isLogoKey(key) ? ((await readPicture(bucket, objectOf(key)))?.body ?? null) : null
