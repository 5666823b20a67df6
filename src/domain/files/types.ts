import { acts } from './active'

/** One extension we take: the type it is delivered as, and what its content must look like for that to be true. */
type Kind = { mime: string; content: readonly string[] }

const UNKNOWN = 'application/octet-stream'
const office = 'application/vnd.openxmlformats-officedocument'
const open = 'application/vnd.oasis.opendocument'

const kind = (mime: string, ...content: string[]): Kind => ({ mime, content })
/** Content that no browser is ever told about: it is downloaded as bytes, whatever is in it. */
const bytesOnly = kind(UNKNOWN, 'any')

/**
 * The extensions we take. `content` names what the bytes must be: an extension of `file-type`'s, `zip:` with a
 * marker inside the archive, `text`, or `any`. HTML and SVG are taken as bytes: they are never shown.
 */
const kinds: Record<string, Kind> = {
  png: kind('image/png', 'png', 'apng'),
  jpg: kind('image/jpeg', 'jpg'),
  jpeg: kind('image/jpeg', 'jpg'),
  gif: kind('image/gif', 'gif'),
  webp: kind('image/webp', 'webp'),
  avif: kind('image/avif', 'avif'),
  heic: kind('image/heic', 'heic'),
  tif: kind('image/tiff', 'tif'),
  tiff: kind('image/tiff', 'tif'),
  bmp: kind('image/bmp', 'bmp'),
  ico: kind('image/x-icon', 'ico'),
  pdf: kind('application/pdf', 'pdf', 'ai'),
  mp4: kind('video/mp4', 'mp4', 'm4v'),
  m4v: kind('video/mp4', 'mp4', 'm4v'),
  mov: kind('video/quicktime', 'mov'),
  webm: kind('video/webm', 'webm'),
  weba: kind('audio/webm', 'webm'),
  mp3: kind('audio/mpeg', 'mp3'),
  m4a: kind('audio/mp4', 'm4a', 'mp4'),
  wav: kind('audio/wav', 'wav'),
  ogg: kind('audio/ogg', 'ogg', 'oga', 'opus'),
  txt: kind('text/plain', 'text'),
  md: kind('text/markdown', 'text'),
  csv: kind('text/csv', 'text'),
  rtf: kind('application/rtf', 'rtf'),
  doc: kind('application/msword', 'cfb'),
  xls: kind('application/vnd.ms-excel', 'cfb'),
  ppt: kind('application/vnd.ms-powerpoint', 'cfb'),
  docx: kind(`${office}.wordprocessingml.document`, 'zip:word/'),
  xlsx: kind(`${office}.spreadsheetml.sheet`, 'zip:xl/'),
  pptx: kind(`${office}.presentationml.presentation`, 'zip:ppt/'),
  odt: kind(`${open}.text`, `zip:${open}.text`),
  ods: kind(`${open}.spreadsheet`, `zip:${open}.spreadsheet`),
  odp: kind(`${open}.presentation`, `zip:${open}.presentation`),
  zip: kind('application/zip', 'zip'),
  '7z': kind('application/x-7z-compressed', '7z'),
  rar: kind('application/vnd.rar', 'rar'),
  psd: kind('image/vnd.adobe.photoshop', 'psd'),
  woff: kind('font/woff', 'woff'),
  woff2: kind('font/woff2', 'woff2'),
  ttf: kind('font/ttf', 'ttf'),
  otf: kind('font/otf', 'otf'),
  ...Object.fromEntries(
    'ai eps indd fig sketch xd afdesign svg html htm css json xml ics vcf eml key pages numbers'
      .split(' ')
      .map(extension => [extension, bytesOnly]),
  ),
}

/** Whether we take files of an extension. */
export const isTaken = (extension: string): boolean => Object.hasOwn(kinds, extension)

/** For `accept=` of a file field. */
export const accepted = Object.keys(kinds)
  .map(extension => `.${extension}`)
  .join(',')

/**
 * The type of some content under an extension: both must agree.
 * @returns a MIME type; `application/octet-stream` where they disagree, and for a PDF that acts
 */
export async function typeOf(bytes: Uint8Array, extension: string): Promise<string> {
  const expected = Object.hasOwn(kinds, extension) ? kinds[extension] : undefined
  if (!expected) return UNKNOWN
  if (expected.content.includes('any')) return expected.mime
  const found = await contentOf(bytes)
  if (found === 'pdf' && acts(bytes)) return UNKNOWN
  return expected.content.some(wanted => agrees(wanted, found, bytes)) ? expected.mime : UNKNOWN
}

function agrees(wanted: string, found: string | undefined, bytes: Uint8Array): boolean {
  if (wanted.startsWith('zip:')) return found === 'zip' && names(bytes, wanted.slice(4))
  if (wanted === 'text') return found === undefined && isText(bytes)
  return found === wanted
}

/** What the bytes say they are. Nothing is unpacked: archives are known by their first bytes alone. */
async function contentOf(bytes: Uint8Array): Promise<string | undefined> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return 'zip'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gz'
  const { fileTypeFromBuffer } = await import('file-type')
  return fileTypeFromBuffer(bytes)
    .then(found => found?.ext)
    .catch(() => undefined)
}

/** Whether a text stands at the head or at the end (the directory) of an archive. */
function names(bytes: Uint8Array, text: string): boolean {
  const latin = new TextDecoder('latin1')
  return [bytes.subarray(0, 4096), bytes.subarray(-65_536)].some(part => latin.decode(part).includes(text))
}

/** Text in some encoding, as far as its beginning tells: without the bytes that no text has. */
function isText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true
  return !head.some(byte => byte < 32 && ![9, 10, 12, 13, 27].includes(byte))
}
