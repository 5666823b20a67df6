import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipped } from './bundle.ts'

/** Compressed bytes of script and style that a page loads at its first visit. */
export type Weight = { js: number; css: number }

/**
 * @param html the page; @param assets the folder that stands at the origin
 * @param other what the Worker itself serves, by its address (the workspace's colours)
 */
export function weigh(html: string, assets: string, other: Record<string, string>): Weight {
  const styles = found(html, /<link rel="stylesheet" href="([^"]+)"/g)
  const scripts = new Set(found(html, /<script[^>]* src="([^"]+)"/g))
  // What a module imports is loaded with it.
  for (const href of scripts)
    for (const next of found(text(href, assets, other), /(?:from|import)\s*"(\/assets\/[^"]+)"/g))
      scripts.add(next)
  const sum = (hrefs: Iterable<string>) =>
    [...hrefs].reduce((n, href) => n + gzipped(text(href, assets, other)), 0)
  return { js: sum(scripts), css: sum(new Set(styles)) }
}

export const stylesOf = (html: string): string[] => found(html, /<link rel="stylesheet" href="([^"]+)"/g)

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(match => (match[1] ?? '').replaceAll('&amp;', '&'))

function text(href: string, assets: string, other: Record<string, string>): string {
  const file = join(assets, href)
  const known = other[href]
  if (known !== undefined) return known
  if (!existsSync(file)) throw new Error(`The page loads ${href}, which was not built.`)
  return readFileSync(file, 'utf8')
}
