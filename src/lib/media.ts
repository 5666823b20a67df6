/** How a page may show a file of a type told from its content: anything else is only ever downloaded. */
export type Preview = 'image' | 'pdf' | 'video' | 'audio'

const previews: Record<string, Preview> = {
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/gif': 'image',
  'image/webp': 'image',
  'application/pdf': 'pdf',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/wav': 'audio',
  'audio/ogg': 'audio',
  'audio/webm': 'audio',
}

/** @returns null for what is downloaded and never shown: HTML and SVG, documents, the unknown */
export const previewOf = (type: string): Preview | null =>
  Object.hasOwn(previews, type) ? (previews[type] ?? null) : null

/** What is shown as words, written into the page by ourselves. */
export const isText = (type: string): boolean => /^text\/(plain|markdown|csv)$/.test(type)

const archives = /zip|x-7z|x-rar|gzip/

/** The picture that stands for a file where it is not shown itself. */
export function kindOf(type: string): 'pdf' | 'image' | 'video' | 'archive' | 'text' | 'other' {
  const preview = previewOf(type)
  if (preview === 'pdf' || preview === 'image' || preview === 'video') return preview
  if (archives.test(type)) return 'archive'
  if (type.startsWith('text/') || /word|opendocument\.text/.test(type)) return 'text'
  return type.startsWith('image/') ? 'image' : 'other'
}
