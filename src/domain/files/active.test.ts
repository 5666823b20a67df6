import { describe, expect, it } from 'vitest'
import { typeOf } from './types'

const pdf = (inside: string) =>
  new TextEncoder().encode(`%PDF-1.7\n1 0 obj\n<< ${inside} >>\nendobj\n%%EOF\n`)

describe('a PDF that acts', () => {
  it.each([
    '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
    '/Names << /JavaScript 2 0 R >>',
    '/S /J#61vaScript',
    '/S /#4a#61#76#61#53#63#72#69#70#74',
    '/S/JavaScript/JS(a)',
    '/A << /S /Launch /F (calc.exe) >>',
    '/S /SubmitForm /F (https://evil.test/)',
    '/Subtype /RichMedia',
  ])('is never shown, only downloaded: %s', async inside => {
    expect(await typeOf(pdf(inside), 'pdf')).toBe('application/octet-stream')
  })

  it.each(['/Type /Catalog', '/Title (Launch party)', '/JavaScripts 1', '/S /GoTo', '/#', '/'])(
    'is not one that merely names such things: %s',
    async inside => {
      expect(await typeOf(pdf(inside), 'pdf')).toBe('application/pdf')
    },
  )
})
