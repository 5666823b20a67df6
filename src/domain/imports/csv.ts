import { Invalid } from '../../lib/errors'

/** Rows and bytes that one import takes. */
export const MOST_ROWS = 1000
export const MOST_BYTES = 1024 * 1024

/** A table as its file has it: `line` is where a row begins, counted from 1 as an editor counts. */
export type Sheet = { headers: string[]; rows: { line: number; cells: string[] }[] }

const begins = (bytes: Uint8Array, ...first: number[]) => first.every((byte, i) => bytes[i] === byte)

/**
 * The text of a file: UTF-8 or UTF-16 where it says so or fits, else Windows-1252, in which Excel writes CSV in French.
 * @throws Invalid (`file`): nothing in it, too large, or a workbook instead of a CSV
 */
export function decoded(file: ArrayBuffer): string {
  const bytes = new Uint8Array(file)
  if (bytes.length === 0) throw new Invalid({ file: 'imports.error.empty' })
  if (bytes.length > MOST_BYTES) throw new Invalid({ file: 'imports.error.large' })
  if (begins(bytes, 0x50, 0x4b, 3, 4) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new Invalid({ file: 'imports.error.workbook' })
  return textOf(bytes)
}

function textOf(bytes: Uint8Array): string {
  if (begins(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  if (begins(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/**
 * Reads a table: semicolons, commas, tabs or bars between cells, quotes around them, line ends of any system.
 * @throws Invalid (`file`): no text, no row under the headers, too many, or quotes that do not end
 */
export async function sheetOf(text: string): Promise<Sheet> {
  if (text === '') throw new Invalid({ file: 'imports.error.empty' })
  if (text.includes('\0')) throw new Invalid({ file: 'imports.error.no_text' })
  const { default: Papa } = await import('papaparse')
  const plain = text.replace(/^\ufeff/, '').replace(/^sep=(.)\r?\n/i, '')
  const skipped = text.length - plain.length > 1 ? 1 : 0
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter: delimiterOf(plain) })
  if (errors.some(error => error.type === 'Quotes')) throw new Invalid({ file: 'imports.error.quotes' })
  const rows: Sheet['rows'] = []
  let line = 1 + skipped
  for (const cells of data) {
    if (cells.some(cell => cell.trim() !== '')) rows.push({ line, cells: cells.map(clean) })
    // A quoted cell goes on over several lines.
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
  }
  const [head, ...rest] = rows
  if (!head || rest.length === 0) throw new Invalid({ file: 'imports.error.no_rows' })
  if (rest.length > MOST_ROWS) throw new Invalid({ file: 'imports.error.many' })
  return { headers: head.cells, rows: rest }
}

/** Forms send line ends in a way of their own. */
const clean = (cell: string) => cell.trim().replace(/\r\n?/g, '\n')

/** The sign that stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const head =
    /^(?:"(?:[^"]|"")*"|[^"\r\n])+/.exec(text.trimStart())?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? ''
  const signs = [';', ',', '\t', '|'].map(sign => ({ sign, count: head.split(sign).length }))
  return signs.reduce((most, one) => (one.count > most.count ? one : most)).sign
}
