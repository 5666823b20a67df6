/** Renders somebody's words as safe HTML. */
export type Render = (words: string) => string

let made: Promise<Render> | undefined

/**
 * The renderer of people's words, made once per isolate and loaded only by pages that show words (42 kB gzip):
 * paragraphs, line breaks, bold, italic, code, lists and links, nothing else. HTML in the words is shown as words;
 * links lead to http(s) and mailto only and pass nothing on.
 */
export function markdown(): Promise<Render> {
  made ??= make()
  return made
}

const kept = ['list', 'fence', 'emphasis', 'backticks', 'link', 'autolink', 'linkify', 'newline', 'escape']

async function make(): Promise<Render> {
  const { default: MarkdownIt } = await import('markdown-it')
  const md = new MarkdownIt('zero', { html: false, linkify: true, breaks: true }).enable(kept)
  md.validateLink = url => /^(https?:\/\/|mailto:)[^\s]+$/i.test(url)
  md.renderer.rules.link_open = (tokens, i, options, _env, self) => {
    const link = tokens[i]
    link?.attrSet('target', '_blank')
    link?.attrSet('rel', 'noopener nofollow')
    return self.renderToken(tokens, i, options)
  }
  // The language of a fence is somebody's word too, and nothing here colours code.
  md.renderer.rules.fence = (tokens, i) =>
    `<pre><code>${md.utils.escapeHtml(tokens[i]?.content ?? '')}</code></pre>\n`
  return words => md.render(words)
}
