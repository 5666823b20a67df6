/** Somebody named in words with an `@`. `me`: the one who reads. */
export type Named = { name: string; me: boolean }

/** Renders somebody's words as safe HTML; those `named` in them stand out. */
export type Render = (words: string, named?: readonly Named[]) => string

let made: Promise<Render> | undefined

/**
 * The renderer of people's words, made once per isolate and loaded only by pages that show words (42 kB gzip):
 * paragraphs, line breaks, bold, italic, code, lists, quotations and links, nothing else: no picture either. HTML in the words is shown as words;
 * links lead to http(s) and mailto only and pass nothing on.
 */
export function markdown(): Promise<Render> {
  made ??= make()
  return made
}

const kept = [
  ...['list', 'blockquote', 'fence', 'emphasis', 'backticks'],
  ...['link', 'autolink', 'linkify', 'newline', 'escape'],
]

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
  md.renderer.rules.text = (tokens, i, _options, env) =>
    standOut(tokens[i]?.content ?? '', (env as { named?: Standing[] }).named ?? [], md.utils.escapeHtml)
  return (words, named) => md.render(words, named?.length ? { named: named.map(standing) } : {})
}

type Standing = { pattern: RegExp; me: boolean }

/** Their whole name, or the first one alone. */
function standing({ name, me }: Named): Standing {
  const spelled = [name, name.split(/\s/u)[0] ?? name].map(part =>
    part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  return { pattern: new RegExp(`@(?:${spelled.join('|')})(?![\\p{L}\\p{N}])`, 'giu'), me }
}

function standOut(text: string, named: readonly Standing[], safe: (text: string) => string): string {
  const spans = named.flatMap(({ pattern, me }) =>
    [...text.matchAll(pattern)].map(match => ({ from: match.index, to: match.index + match[0].length, me })),
  )
  let [out, at] = ['', 0]
  for (const { from, to, me } of spans.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at) continue
    const name = safe(text.slice(from, to))
    out += `${safe(text.slice(at, from))}<span class="mention"${me ? ' data-me' : ''}>${name}</span>`
    at = to
  }
  return out + safe(text.slice(at))
}
