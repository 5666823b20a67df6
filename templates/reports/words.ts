import type { Ui } from '../../locales'
import type { Week, Write } from '../../src/domain/reports/week'
import { escaped } from '../../src/lib/markdown-text'

/** Of somebody's long words, the beginning. */
const LONGEST = 160

/** Puts a week into words: Markdown, in the language of `ui`. People's own words in it are shown as they wrote them. */
export const writeWeek =
  (ui: Ui): Write =>
  week => {
    const { t } = ui
    const sections = [
      section(t('reports.words.done'), doneLines(ui, week)),
      section(t('reports.words.next'), nextLines(ui, week)),
      section(t('reports.words.waiting'), waitingLines(ui, week)),
    ].filter(Boolean)
    return {
      body: sections.join('\n\n') || t('reports.words.quiet'),
      money: section(t('reports.words.money'), moneyLines(ui, week)),
    }
  }

const section = (title: string, lines: string[]): string =>
  lines.length === 0 ? '' : `**${title}**\n\n${lines.map(line => `- ${line}`).join('\n')}`

const told = (words: string): string => {
  // Spaces that do not break keep a mark with its word.
  const one = words.replace(/[^\S\u00a0\u202f]+/g, ' ').trim()
  const characters = [...one]
  return escaped(characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : one)
}

const doneLines = ({ t }: Ui, { done }: Week): string[] => [
  ...done.phases.map(name => t('reports.words.phase', { title: told(name) })),
  ...done.approvals.map(title => t('reports.words.approved', { title: told(title) })),
  ...done.tasks.map(told),
  ...done.tickets.map(({ number, title }) => t('reports.words.resolved', { number, title: told(title) })),
  ...done.files.map(name => t('reports.words.file', { title: told(name) })),
]

const nextLines = (ui: Ui, { next }: Week): string[] => {
  const { t } = ui
  const by = (title: string, dueOn: string | null) =>
    dueOn ? t('reports.words.by', { title, day: ui.format.shortDay(dueOn) }) : title
  return [
    ...(next.step ? [t('reports.words.step', { title: told(next.step) })] : []),
    ...next.phases.map(({ name, dueOn }) => by(t('reports.words.current', { title: told(name) }), dueOn)),
    ...next.tasks.map(({ title, dueOn }) => by(told(title), dueOn)),
    ...(next.on ? [t('reports.words.estimated', { day: ui.format.day(next.on) })] : []),
  ]
}

const waitingLines = ({ t }: Ui, { waiting }: Week): string[] =>
  waiting.map(({ kind, title, reason, number }) => {
    const words = { title: told(title), number: number ?? 0 }
    const line = kind === 'written' || kind === 'task' ? words.title : t(`reports.words.await_${kind}`, words)
    return reason ? t('reports.words.because', { line, reason: told(reason) }) : line
  })

const moneyLines = (ui: Ui, { money }: Week): string[] => {
  if (!money) return []
  const said = ({ title, amount, currency }: (typeof money.due)[number]) => ({
    title: told(title),
    amount: ui.format.money(amount, currency),
  })
  const owed = (sums: typeof money.due, key: 'due' | 'overdue') =>
    sums.map(sum =>
      sum.dueOn
        ? ui.t(`reports.words.${key}_on`, { ...said(sum), day: ui.format.shortDay(sum.dueOn) })
        : ui.t('reports.words.due', said(sum)),
    )
  return [
    ...money.received.map(sum => ui.t('reports.words.received', said(sum))),
    ...owed(money.overdue, 'overdue'),
    ...owed(money.due, 'due'),
  ]
}
