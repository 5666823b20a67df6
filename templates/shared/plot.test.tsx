import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import { BarPlot, scaleOf } from './plot'

const html = (node: Child) => String(node)

const plot = (values: number[][], stacked = false) =>
  html(
    <BarPlot
      title="Demandes"
      series={[{ name: 'Ouvertes' }, { name: 'Résolues', tone: 'success' }]}
      groups={values.map((pair, n) => ({
        label: `Semaine ${n + 1}`,
        values: pair.map(value => ({ value, text: `${value} demandes` })),
      }))}
      stacked={stacked}
      axis={String}
      words={{ table: 'Voir les chiffres', group: 'Semaine' }}
    />,
  )

const heights = (text: string) => [...text.matchAll(/y="([\d.]+)%" width="[\d.]+%" height="([\d.]+)%"/g)]

describe('the scale', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [9, [0, 5, 10]],
    [10, [0, 5, 10]],
    [100, [0, 25, 50, 75, 100]],
    [123_456, [0, 50_000, 100_000, 150_000]],
  ])('for %d is round and reaches it', (most, scale) => expect(scaleOf(most)).toEqual(scale))

  it('has two to five values whatever is asked', () => {
    for (let most = 1; most < 5000; most += 7) {
      const scale = scaleOf(most)
      expect(scale.at(-1)).toBeGreaterThanOrEqual(most)
      expect(scale.length).toBeLessThanOrEqual(5)
      expect(scale.every(Number.isInteger)).toBe(true)
    }
  })
})

describe('a plot', () => {
  it('says in a table all that it draws', () => {
    const text = plot([
      [1, 2],
      [0, 4],
    ])
    expect(text).toContain('<summary>Voir les chiffres</summary>')
    for (const said of ['1 demandes', '2 demandes', '0 demandes', '4 demandes'])
      expect(text).toContain(`>${said}</td>`)
    expect(text).toContain('<th scope="row">Semaine 2</th>')
  })

  it('hides the drawing from screen readers, and draws nothing inline', () => {
    const text = plot([[1, 2]])
    expect(text).toContain('class="plot-area" aria-hidden="true"')
    expect(text).not.toContain('style=')
  })

  it('draws each bar to the scale, and none for nothing', () => {
    expect(
      heights(
        plot([
          [1, 2],
          [0, 4],
        ]),
      ).map(m => m[2]),
    ).toEqual(['25', '50', '100'])
  })

  it('puts the series on top of each other where it is told to', () => {
    expect(heights(plot([[1, 3]], true)).map(m => [m[1], m[2]])).toEqual([
      ['75', '25'],
      ['0', '75'],
    ])
  })

  it('stands with nothing to show', () => expect(plot([])).toContain('<tbody></tbody>'))
})
