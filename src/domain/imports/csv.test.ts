import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessed } from './columns'
import { sheetOf } from './csv'

const quoted = (cell: string, sign: string) =>
  /["\r\n]/.test(cell) || cell.includes(sign) ? `"${cell.replaceAll('"', '""')}"` : cell

describe('a table', () => {
  it('comes back whatever stands in its cells, its signs and its line ends', async () => {
    const cell = fc
      .array(fc.constantFrom('a', 'é', '"', ';', ',', '\t', '|', '\n', '=', ' ', '’', '😀'), { maxLength: 8 })
      .map(letters => letters.join('').trim())
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        async (sign, end, rows) => {
          const all = [['Titre', 'État', 'Mots'], ...rows]
          const text = all.map(row => row.map(c => quoted(c, sign)).join(sign)).join(end)
          const wanted: { line: number; cells: string[] }[] = []
          let line = 2
          for (const cells of rows) {
            if (cells.some(Boolean)) wanted.push({ line, cells: [...cells] })
            line += 1 + cells.join('').split('\n').length - 1
          }
          if (wanted.length === 0) return
          expect(await sheetOf(text)).toEqual({ headers: ['Titre', 'État', 'Mots'], rows: wanted })
        },
      ),
      { numRuns: 300 },
    )
  })

  it('names its columns as other tools do', () => {
    const jira = [
      'Summary',
      'Issue key',
      'Issue Type',
      'Status',
      'Priority',
      'Created',
      'Reporter',
      'Description',
    ]
    expect(guessed('tickets', jira)).toEqual({
      title: 0,
      key: 1,
      type: 2,
      state: 3,
      urgency: 4,
      created: 5,
      opener: 6,
      body: 7,
    })
    const trello = ['Card ID', 'Card Name', 'Card Description', 'List Name', 'Due Date', 'Members']
    expect(guessed('tasks', trello)).toEqual({ key: 0, title: 1, body: 2, state: 3, due: 4, assignee: 5 })
    const french = [
      'N°',
      'Tâche',
      'Détails',
      'Statut',
      'Priorité',
      'Échéance',
      'Responsable',
      'Étape',
      'Interne',
    ]
    expect(guessed('tasks', french)).toEqual({
      key: 0,
      title: 1,
      body: 2,
      state: 3,
      priority: 4,
      due: 5,
      assignee: 6,
      phase: 7,
      internal: 8,
    })
  })
})
