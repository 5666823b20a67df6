/** A cell: text as it is (what a sheet would take for a formula is kept from being one), a number as given. */
export type Cell = string | { number: string } | null

/** A sheet reads these beginnings as formulas, the wide ones of an Asian keyboard too. */
const formula = /^[\s]*[=+\-@\t\r＝＋－＠]/
/** Whatever divides cells in a sheet of another language: none may open a cell of its own there. */
const dividing = /[",;\t\r\n]/

const written = (cell: Cell, separator: string): string => {
  const text = cell === null ? '' : typeof cell === 'string' ? cell : cell.number
  const isText = typeof cell === 'string'
  const safe = isText && formula.test(text) ? `'${text}` : text
  const isQuoted = isText ? dividing.test(safe) : safe.includes(separator)
  return isQuoted ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * A file of rows that spreadsheets open as it is: UTF-8 with its mark, lines as RFC 4180 has them.
 * @param separator `;` where the decimal sign is a comma
 */
export const csv = (rows: readonly (readonly Cell[])[], separator: ',' | ';'): string =>
  `\ufeff${rows.map(row => row.map(cell => written(cell, separator)).join(separator)).join('\r\n')}\r\n`
