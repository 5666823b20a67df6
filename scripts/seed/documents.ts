import { join } from 'node:path'
import pdfmake from 'pdfmake'

type Page = {
  title: string
  from: string
  to: string
  date: string
  sections: { title: string; text: string }[]
  table?: string[][]
}

const fonts = join(process.cwd(), 'node_modules/pdfmake/build/fonts/Roboto')

/** A clean A4 document: a specification, a quote's annex, a set of remarks. */
export async function document(page: Page): Promise<Uint8Array<ArrayBuffer>> {
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(path => path.startsWith(fonts))
  pdfmake.setFonts({
    Roboto: {
      normal: join(fonts, 'Roboto-Regular.ttf'),
      bold: join(fonts, 'Roboto-Medium.ttf'),
      italics: join(fonts, 'Roboto-Italic.ttf'),
      bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
    },
  })
  const buffer = await pdfmake
    .createPdf({
      info: { title: page.title, author: page.from },
      pageMargins: [56, 64, 56, 64],
      defaultStyle: { fontSize: 10.5, lineHeight: 1.35, color: '#2b2a2e' },
      content: [
        { text: page.from, color: '#777', margin: [0, 0, 0, 4] },
        { text: page.title, fontSize: 22, bold: true, margin: [0, 0, 0, 4] },
        { text: `${page.to}, ${page.date}`, color: '#777', margin: [0, 0, 0, 24] },
        ...page.sections.flatMap(s => [
          { text: s.title, fontSize: 13, bold: true, margin: [0, 12, 0, 4] },
          { text: s.text },
        ]),
        ...(page.table
          ? [
              {
                table: { widths: ['*', 'auto', 'auto'], body: page.table },
                layout: 'lightHorizontalLines',
                margin: [0, 20, 0, 0],
              },
            ]
          : []),
      ],
      footer: (n: number, of: number) => ({
        text: `${n} / ${of}`,
        alignment: 'center',
        color: '#999',
        fontSize: 9,
      }),
    })
    .getBuffer()
  return new Uint8Array(buffer)
}
