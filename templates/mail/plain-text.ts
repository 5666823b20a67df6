import type { MailWords } from './words'

/** The mail as plain text: everything the other part says, for those who read without pictures and boxes. */
export function plainText(words: MailWords, brand: string): string {
  const { hello, heading, paragraphs, code, quote, facts, button, answer, footer } = words
  const blocks = [
    brand,
    hello,
    heading,
    paragraphs.join('\n'),
    code,
    quote.map(line => `> ${line}`.trimEnd()).join('\n'),
    facts.map(fact => fact.line).join('\n'),
    `${button.label}\n${button.href}`,
    `-- \n${[answer, footer].filter(Boolean).join('\n')}`,
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}
