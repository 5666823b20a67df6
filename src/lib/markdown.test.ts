import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdown } from './markdown'

const rendered = async (words: string) => (await markdown())(words).trim()

/** The tags of some HTML with their attributes' names, as a browser's parser finds them. */
async function elements(html: string) {
  const found: { tag: string; names: string[]; href: string | null }[] = []
  const rewriter = new HTMLRewriter().on('*', {
    element: e => {
      found.push({
        tag: e.tagName,
        names: [...e.attributes].map(([n]) => n ?? ''),
        href: e.getAttribute('href'),
      })
    },
  })
  await rewriter.transform(new Response(html)).text()
  return found
}

const harmless = async (html: string) => {
  for (const { tag, names, href } of await elements(html)) {
    expect(['p', 'br', 'strong', 'em', 'code', 'pre', 'ul', 'ol', 'li', 'a', 'blockquote']).toContain(tag)
    for (const name of names)
      expect(tag === 'a' ? ['href', 'target', 'rel', 'title'] : ['start']).toContain(name)
    if (tag === 'a') expect(href).toMatch(/^(https?:\/\/|mailto:)/i)
  }
}

describe('what is kept', () => {
  it.each([
    ['**gras** et *italique*', '<p><strong>gras</strong> et <em>italique</em></p>'],
    ['une\nligne', '<p>une<br>\nligne</p>'],
    ['un\n\ndeux', '<p>un</p>\n<p>deux</p>'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['1. a', '<ol>\n<li>a</li>\n</ol>'],
    ['`<b>`', '<p><code>&lt;b&gt;</code></p>'],
    ['```js\nif (a < b)\n```', '<pre><code>if (a &lt; b)\n</code></pre>'],
    [
      'voir https://a.test/x?y=1&z=2',
      '<p>voir <a href="https://a.test/x?y=1&amp;z=2" target="_blank" rel="noopener nofollow">https://a.test/x?y=1&amp;z=2</a></p>',
    ],
    ['# pas un titre', '<p># pas un titre</p>'],
    ['> dit', '<blockquote>\n<p>dit</p>\n</blockquote>'],
    ['    retrait', '<p>retrait</p>'],
    ['a | b\n--|--\n1 | 2', '<p>a | b<br>\n--|--<br>\n1 | 2</p>'],
  ])('%j', async (words, html) => {
    expect(await rendered(words)).toBe(html)
  })

  it('links an address and writes mail', async () => {
    expect(await rendered('lea@maison-lune.test')).toContain('href="mailto:lea@maison-lune.test"')
    expect(await rendered('[nous](https://a.test "titre")')).toContain('href="https://a.test"')
  })
})

describe('what is not', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '<!--><img src=x onerror=alert(1)>-->',
    '<math><mtext></style><img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](\u0001javascript:alert(1))',
    '[x](vbscript:msgbox(1))',
    '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
    '[x](data:image/svg+xml,<svg onload=alert(1)>)',
    '[x](file:///etc/passwd)',
    '[x](//evil.test)',
    '[x](/w/atelier/settings)',
    '[x](https://a.test"onmouseover="alert(1))',
    '[x](https://a.test "t\\" onmouseover=\\"alert(1)")',
    '[x](<https://a.test/" onclick="alert(1)>)',
    '<javascript:alert(1)>',
    '<https://a.test/"onclick=alert(1)>',
    '![x](https://a.test/pixel.png)',
    '![x](x" onerror="alert(1))',
    '[x][y]\n\n[y]: javascript:alert(1)',
    '```"><script>alert(1)</script>\nx\n```',
    '`` ` <script>alert(1)</script> ``',
    '**<b onclick=alert(1)>**',
    'https://a.test/<script>alert(1)</script>',
    'https://a.test/"onmouseover="alert(1)',
    'javascript:alert(1)//https://a.test',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '\u0000<scr\u0000ipt>alert(1)</script>',
    '1. <script>\n2. </script>',
    '<style>@import "https://evil.test"</style>',
    '<form action=https://evil.test><input name=password>',
    '<base href=https://evil.test>',
    '<meta http-equiv=refresh content=0>',
  ])('%j', async words => {
    await harmless(await rendered(words))
  })

  it('whatever the words', async () => {
    const pieces = fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        '`',
        '[',
        ']',
        '(',
        ')',
        '!',
        '*',
        '_',
        '\\',
        '&#',
        ';',
        '\n',
        '- ',
        '1. ',
        '```',
      ],
      ...['script', 'javascript:', 'https://', 'mailto:', 'onerror=', 'img', 'data:', ' ', 'a', '\u0000'],
    )
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 24 }), async parts => {
        await harmless(await rendered(parts.join('')))
      }),
      { numRuns: 300 },
    )
  })

  it('however deep it is made', async () => {
    for (const deep of ['- '.repeat(4000), '*a'.repeat(4000), '['.repeat(8000), '`'.repeat(8000)])
      await harmless(await rendered(deep))
  })
})
