import { describe, expect, it } from 'vitest'
import { markdown } from './markdown'
import { escaped, plain } from './markdown-text'

const nasty = [
  '**gras** et *italique*, `code`, _souligné_',
  '[cliquez](https://mal.test) <script>alert(1)</script>',
  '1. Accueil',
  '2) Pages',
  '- tiret',
  '+ plus',
  '> citation',
  'fin \\',
  '<img src=x onerror=alert(1)>',
  '![](https://mal.test/x.png)',
  'snake_case_name et 2*3*4',
]

describe('escaped words', () => {
  it.each(nasty)('are shown as they are: %s', async words => {
    const render = await markdown()
    const html = render(`- ${escaped(words)}`)
    const text = html
      .replace(/<\/?(ul|li|p)>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
    // An address in them may become a link, which leads where it says.
    expect(text.replace(/<a href="([^"]*)"[^>]*>[^<]*<\/a>/g, '$1').trim()).toBe(words)
    expect(html).not.toMatch(/<(script|img|ol|blockquote|em|strong|code)/)
  })

  it.each(nasty)('come back in plain text: %s', words => {
    expect(plain(`- ${escaped(words)}`)).toBe(`• ${words}`)
  })
})

it('makes plain text of what people write', () => {
  expect(plain('**Fait**\n\n- un *deux* trois\n- [ici](https://x.test/a)\n* autre')).toBe(
    'Fait\n• un deux trois\n• ici (https://x.test/a)\n• autre',
  )
})
