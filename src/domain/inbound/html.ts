/** A mail's HTML as plain text: what was quoted stands after `> `, and what is known to be a signature is left out. */
export type Read = {
  text: string
  /** The pictures shown among the writer's own words: the ids of their parts. */
  pictures: string[]
}

const breaking = new Set(
  'address article blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr main ol p pre section table tr ul'.split(
    ' ',
  ),
)
const silent = new Set('script style head title template object iframe noscript'.split(' '))

/** Signatures as mail programs mark them: Gmail, Thunderbird, Outlook, Apple, Proton. */
const signature =
  /\b(gmail_signature|moz-signature|applemailsignature|protonmail_signature_block|ms-outlook-mobile-signature|outlooksignature)\b|^signature$/i

/** Whether a blockquote is an indented paragraph of the writer's own, as Gmail's toolbar makes them. */
const indented = (style: string) => /border:\s*none/i.test(style) && /40px/.test(style)

/**
 * Reads HTML with the runtime's own parser: nothing runs, nothing is fetched, and whatever is wrong in it is read as a
 * browser would.
 */
export async function readHtml(html: string): Promise<Read> {
  const { decodeHTML } = await import('entities')
  const page = new Page(text => decodeHTML(text))
  const rewriter = new HTMLRewriter()
    .on('*', { element: element => page.open(element) })
    .onDocument({ text: chunk => page.take(chunk.text, chunk.lastInTextNode) })
  await rewriter.transform(new Response(html)).arrayBuffer()
  return page.read()
}

class Page {
  readonly #decode: (text: string) => string
  readonly #lines: string[] = []
  readonly #pictures: string[] = []
  #line = ''
  #node = ''
  #quoted = 0
  #hidden = 0
  #kept = 0

  constructor(decode: (text: string) => string) {
    this.#decode = decode
  }

  open(element: Element): void {
    const name = element.tagName
    if (name === 'br') this.#end(true)
    else if (name === 'img') this.#picture(element)
    else this.#enter(element, name)
  }

  #enter(element: Element, name: string): void {
    const style = element.getAttribute('style') ?? ''
    const marks = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
    const hides =
      silent.has(name) || /display:\s*none/i.test(style) || marks.split(' ').some(m => signature.test(m))
    const quotes = name === 'blockquote' && !indented(style)
    const breaks = breaking.has(name) || name === 'li'
    if (breaks) this.#end()
    if (name === 'p' && this.#lines.at(-1)) this.#blank()
    if (name === 'li') this.#line = '- '
    if (name === 'td' && this.#line.trim()) this.#line += ' '
    if (hides) this.#hidden++
    if (quotes) this.#quoted++
    if (name === 'pre') this.#kept++
    if (!(hides || quotes || breaks)) return
    try {
      element.onEndTag(() => {
        if (breaks) this.#end()
        if (hides) this.#hidden--
        if (quotes) this.#quoted--
        if (name === 'pre') this.#kept--
        if (name === 'p') this.#blank()
      })
    } catch {
      // An element that has no end.
      if (hides) this.#hidden--
      if (quotes) this.#quoted--
    }
  }

  /** Text comes in pieces, which may cut an entity in two. */
  take(text: string, last: boolean): void {
    this.#node += text
    if (!last) return
    const words = this.#decode(this.#node)
    this.#node = ''
    if (this.#hidden > 0) return
    if (this.#kept > 0) {
      const [first = '', ...rest] = words.split('\n')
      this.#line += first
      for (const line of rest) {
        this.#end(true)
        this.#line = line
      }
      return
    }
    const flowing = words.replace(/[ \t\r\n\f]+/g, ' ')
    this.#line += this.#line === '' ? flowing.trimStart() : flowing
  }

  read(): Read {
    this.#end()
    return { text: this.#lines.join('\n').replace(/\n{3,}/g, '\n\n'), pictures: this.#pictures }
  }

  #picture(element: Element): void {
    const id = /^cid:(.+)$/i.exec(element.getAttribute('src') ?? '')?.[1]
    if (id && this.#hidden === 0 && this.#quoted === 0) this.#pictures.push(id)
  }

  /** Ends the line; an empty one is kept where a line break asked for it. */
  #end(asked = false): void {
    if (this.#hidden > 0) return
    const line = this.#line.trimEnd()
    this.#line = ''
    if (line || asked) this.#lines.push(this.#quoted > 0 ? `> ${line}` : line)
  }

  #blank(): void {
    if (this.#hidden === 0 && this.#lines.length > 0 && this.#lines.at(-1) !== '')
      this.#lines.push(this.#quoted > 0 ? '>' : '')
  }
}
