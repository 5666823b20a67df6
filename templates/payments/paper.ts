import { inkOf } from '../shared/brand'

/** What every paper about money is laid out with: pdfmake's words for an A4 page in the workspace's name and colour. */

export const quiet = '#6b6660'

/** The typeface has no narrow no-break space; the wider one stands for it. */
export const printable = (text: string): string => text.replaceAll('\u202f', '\u00a0')

export type Line = [label: string, value: string | object]

/** Facts, a line each. */
export const facts = (lines: Line[]) => ({
  layout: 'noBorders',
  table: {
    widths: [150, '*'],
    body: lines.map(([label, value]) => [
      { text: printable(label), color: quiet },
      typeof value === 'string' ? printable(value) : value,
    ]),
  },
})

/** Amounts, the last one in bold under a rule. */
export const amounts = (lines: [label: string, amount: string][]) => ({
  margin: [0, 12, 0, 4],
  layout: {
    hLineWidth: (line: number) => (line === lines.length - 1 ? 0.75 : 0),
    vLineWidth: () => 0,
    hLineColor: () => '#d8d3cc',
    paddingLeft: () => 0,
    paddingRight: () => 0,
  },
  table: {
    widths: ['*', 'auto'],
    body: lines.map(([label, amount], i) => {
      const bold = i === lines.length - 1
      return [
        { text: printable(label), bold },
        { text: printable(amount), bold, alignment: 'right' },
      ]
    }),
  },
})

type Paper = {
  workspace: { name: string; accent: string }
  title: string
  language: string
  content: object[]
  page: (n: number, of: number) => string
}

export function paper({ workspace, title, language, content, page }: Paper): object {
  const ink = inkOf(workspace.accent)
  return {
    pageSize: 'A4',
    pageMargins: [56, 64, 56, 60],
    info: { title, author: workspace.name },
    language,
    displayTitle: true,
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.35, color: '#2a2724' },
    styles: { heading: { fontSize: 12, bold: true, color: ink, margin: [0, 16, 0, 5] } },
    content: [
      { text: workspace.name, bold: true, color: ink, margin: [0, 0, 0, 3] },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 483, y2: 0, lineWidth: 1.5, lineColor: ink }] },
      { text: printable(title), fontSize: 21, bold: true, margin: [0, 16, 0, 10] },
      ...content,
    ],
    footer: (n: number, of: number) => ({
      text: printable(page(n, of)),
      alignment: 'center',
      color: quiet,
      fontSize: 8,
    }),
  }
}
