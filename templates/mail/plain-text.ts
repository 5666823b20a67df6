import type { MailWords, Section } from './shape'

/** Letters in a line; a link is never broken. */
const WIDTH = 72

/** The mail as plain text: everything the other part says, for those who read without pictures and boxes. */
export function plainText(words: MailWords, brand: string): string {
  const { hello, heading, projects, rest, button, answer, why, links } = words
  const blocks = [
    brand,
    hello,
    wrapped(heading),
    ...projects.flatMap(({ name, things }) => [
      name && underlined(name, '='),
      ...things.flatMap(thing => [
        thing.name && underlined(thing.name, '-'),
        ...thing.sections.flatMap(sectionBlocks),
      ]),
    ]),
    rest && wrapped(rest),
    `${button.label}\n${button.href}`,
    `-- \n${[answer, why].flatMap(text => (text ? [wrapped(text)] : [])).join('\n')}`,
    links.map(({ label, href }) => `${label}\n${href}`).join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

function sectionBlocks({ heading, code, paragraphs, quote, facts, link }: Section) {
  return [
    heading && wrapped(heading),
    code,
    paragraphs.map(text => wrapped(text)).join('\n'),
    quote.map(text => wrapped(text, '> ')).join('\n'),
    facts.map(fact => fact.line).join('\n'),
    link && `${link.label}\n${link.href}`,
  ]
}

const underlined = (text: string, sign: string): string =>
  `${text}\n${sign.repeat(Math.min(WIDTH, [...text].length))}`

/** Broken between words; not at the spaces that hold together what belongs together. */
function wrapped(text: string, before = ''): string {
  const lines: string[] = []
  let current = ''
  for (const word of text.split(' ')) {
    if (current && before.length + current.length + 1 + word.length > WIDTH) {
      lines.push(current)
      current = word
    } else current = current ? `${current} ${word}` : word
  }
  return [...lines, current].map(line => `${before}${line}`.trimEnd()).join('\n')
}
