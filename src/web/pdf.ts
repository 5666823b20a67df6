import { asset } from '../../templates/shared/assets.gen'

const [normal, bold] = ['Roboto-Regular.ttf', 'Roboto-Medium.ttf'] as const

let loaded: Promise<Press> | undefined
type Press = { createPdf(definition: object): { getBuffer(): Promise<Uint8Array> } }

/**
 * Prints a document of pdfmake's. The press (large, and seldom needed) is imported when first used; its typeface comes
 * from the Worker's own assets. Nothing outside is ever fetched.
 * @param assets the binding of that name
 */
export async function printed(assets: Fetcher, definition: object): Promise<Uint8Array<ArrayBuffer>> {
  loaded ??= load(assets).catch(error => {
    loaded = undefined
    throw error
  })
  const buffer = await (await loaded).createPdf(definition).getBuffer()
  return new Uint8Array(buffer)
}

async function load(assets: Fetcher): Promise<Press> {
  const [{ press }, regular, medium] = await Promise.all([
    import('./press.gen'),
    fontOf(assets, normal),
    fontOf(assets, bold),
  ])
  press.virtualfs.writeFileSync(normal, regular)
  press.virtualfs.writeFileSync(bold, medium)
  press.addFonts({ Roboto: { normal, bold, italics: normal, bolditalics: bold } })
  return press
}

async function fontOf(assets: Fetcher, name: typeof normal | typeof bold): Promise<Uint8Array> {
  const answer = await assets.fetch(`https://assets${asset[name]}`)
  if (!answer.ok) throw new Error(`the font ${name} is missing`)
  return new Uint8Array(await answer.arrayBuffer())
}
