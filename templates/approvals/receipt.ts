import type { Ui } from '../../locales'
import type { Approval } from '../../src/domain/approvals/approvals'
import { groupedCode } from '../../src/lib/code'
import { inkOf } from '../shared/brand'

export type ReceiptProps = {
  ui: Ui
  workspace: { name: string; accent: string; timezone: string }
  project: string
  approval: Approval
  /** The whole address at which its code is checked. */
  verify: string
}

const quiet = '#6b6660'

/** The receipt as pdfmake lays it out: one A4 page for most, in the workspace's name and colour. */
export function receiptOf({ ui, workspace, project, approval, verify }: ReceiptProps): object {
  const { t, format } = ui
  const ink = inkOf(workspace.accent)
  const title = t('approvals.receipt.title')
  const heading = (text: string) => ({ text, style: 'heading', color: ink })
  const at = approval.decidedAt ?? approval.askedAt
  const outcome = approval.state === 'approved' ? 'approved' : 'changes'
  const { phase, versions } = approval.submitted
  return {
    pageSize: 'A4',
    pageMargins: [56, 64, 56, 60],
    info: { title: `${title} · ${approval.title}`, author: workspace.name },
    language: ui.locale,
    displayTitle: true,
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.3, color: '#2a2724' },
    styles: { heading: { fontSize: 12, bold: true, margin: [0, 16, 0, 5] }, label: { color: quiet } },
    content: [
      { text: workspace.name, bold: true, color: ink, margin: [0, 0, 0, 3] },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 483, y2: 0, lineWidth: 1.5, lineColor: ink }] },
      { text: title, fontSize: 21, bold: true, margin: [0, 16, 0, 10] },
      facts([
        [t('approvals.receipt.project'), project],
        [t('approvals.receipt.client'), approval.client ?? ''],
        [t('approvals.receipt.subject'), subjectWords(ui, approval)],
        ...(phase?.dueOn ? [[t('approvals.facts.due'), format.day(phase.dueOn)] as Fact] : []),
        [t('approvals.receipt.outcome'), { text: t(`approvals.receipt.${outcome}`), bold: true }],
        [t('approvals.receipt.by'), approval.decider ?? ''],
        [
          t('approvals.receipt.at'),
          t('approvals.receipt.at_value', {
            date: format.date(at),
            time: format.time(at),
            zone: workspace.timezone,
          }),
        ],
        [t('approvals.receipt.asked'), approval.asker],
      ]),
      ...(approval.comment
        ? [heading(t('approvals.receipt.comment')), { text: printable(approval.comment) }]
        : []),
      ...(versions.length
        ? [
            heading(t('approvals.receipt.covered')),
            {
              layout: ruled,
              table: {
                headerRows: 1,
                widths: ['*', 'auto', 220],
                body: [
                  (['name', 'version', 'sha256'] as const).map(of => ({
                    text: t(`approvals.receipt.${of}`),
                    style: 'label',
                  })),
                  ...versions.map(v => [
                    printable(v.name),
                    t('files.version', { number: v.number }),
                    { text: inHalves(v.sha256), fontSize: 8 },
                  ]),
                ],
              },
            },
          ]
        : []),
      heading(t('approvals.receipt.proof')),
      facts([
        [t('approvals.receipt.digest'), { text: approval.sha256, fontSize: 8.5 }],
        [
          t('approvals.receipt.seal'),
          { text: approval.seal ?? t('approvals.receipt.unsealed'), fontSize: 8.5 },
        ],
        [t('approvals.receipt.code'), { text: groupedCode(approval.code), bold: true }],
      ]),
      {
        text: t('approvals.receipt.verify', { url: verify }),
        link: verify,
        color: quiet,
        fontSize: 9,
        margin: [0, 4, 0, 0],
      },
      heading(t('approvals.receipt.exact')),
      { text: printable(approval.canonical), fontSize: 7.5, color: quiet },
    ],
    footer: (n: number, of: number) => ({
      text: t('approvals.receipt.page', { n, of }),
      alignment: 'center',
      color: quiet,
      fontSize: 8,
    }),
  }
}

const ruled = {
  hLineWidth: (line: number, node: { table: { body: unknown[] } }) =>
    line === 0 || line === node.table.body.length ? 0 : 0.5,
  vLineWidth: () => 0,
  hLineColor: () => '#d8d3cc',
  paddingLeft: (column: number) => (column === 0 ? 0 : 8),
}

type Fact = [label: string, value: string | object]

const facts = (rows: Fact[]) => ({
  layout: 'noBorders',
  table: {
    widths: [130, '*'],
    body: rows.map(([label, value]) => [
      { text: label, style: 'label' },
      typeof value === 'string' ? printable(value) : value,
    ]),
  },
})

const subjectWords = ({ t }: Ui, { title, submitted }: Approval): string => {
  const [version] = submitted.versions
  return submitted.phase || !version
    ? t('approvals.phase_named', { title })
    : t('approvals.version_named', { title: version.name, number: version.number })
}

/** The typeface has no narrow no-break space; the wider one stands for it. */
const printable = (text: string): string => text.replaceAll('\u202f', '\u00a0')
const inHalves = (digest: string): string => `${digest.slice(0, 32)}\n${digest.slice(32)}`
