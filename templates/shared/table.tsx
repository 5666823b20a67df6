import type { Child } from 'hono/jsx'
import { classes } from './attrs'

export type Column = {
  label: string
  /** Numbers and amounts stand at the end, with digits of equal width. */
  numeric?: boolean
  /** Left out on a phone. */
  minor?: boolean
  /** The label is only for screen readers (a column of menus). */
  hideLabel?: boolean
}

export type TableRow = {
  id?: string
  /** One per column. */
  cells: Child[]
  /** The whole row leads here: the first cell becomes the link. */
  href?: string
  unread?: boolean
}

/** A table; on a phone each row becomes a card with its labels. `caption` names it for screen readers. */
export const Table = ({
  caption,
  columns,
  rows,
}: {
  caption: string
  columns: Column[]
  rows: TableRow[]
}) => {
  const look = columns.map(column => classes(column.numeric && 'num', column.minor && 'minor') || undefined)
  return (
    <table class="table">
      <caption class="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, at) => (
            <th scope="col" class={look[at]}>
              {column.hideLabel ? <span class="sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr id={row.id} class={row.unread ? 'unread' : undefined}>
            {row.cells.map((cell, at) =>
              at === 0 ? (
                <th scope="row" class={look[at]}>
                  {row.href ? <a href={row.href}>{cell}</a> : cell}
                </th>
              ) : (
                <td class={look[at]} data-l={columns[at]?.hideLabel ? undefined : columns[at]?.label}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
