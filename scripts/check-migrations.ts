import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './local/paths.ts'

/**
 * What in a migration would lose data or break on Cloudflare, one sentence each. All of it was seen to happen:
 * a table rebuild (`__new_`) copied literal text into a column and its DROP TABLE cascaded into children, and
 * `wrangler d1 migrations apply --remote` splits a trigger wrongly at a lowercase begin or end and at CRLF.
 */
export function migrationFaults(name: string, sql: string): string[] {
  const faults: string[] = []
  const at = (line: number, words: string) => faults.push(`migrations/${name}:${line} ${words}`)
  if (sql.includes('\r')) at(1, 'has CRLF line ends: save it with LF')
  for (const [index, line] of withoutWords(sql).split('\n').entries()) {
    if (/__new_/i.test(line)) at(index + 1, 'rebuilds a table (__new_): write the change by hand')
    else if (/\bdrop\s+table\b/i.test(line))
      at(index + 1, 'drops a table (DROP TABLE): children may cascade away')
    for (const [word] of line.matchAll(/\b(?:begin|end)\b/gi)) {
      if (word !== word.toUpperCase())
        at(index + 1, `writes «${word}»: a trigger needs ${word.toUpperCase()}`)
    }
  }
  return faults
}

/** The same lines with comments and quoted text blanked: what they say is not SQL. A quoted table name stays. */
function withoutWords(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, words => words.replaceAll(/[^\n]/g, ' '))
}

/** The faults of all migrations of a folder, in order. */
export function faultsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .flatMap(name => migrationFaults(name, readFileSync(join(folder, name), 'utf8')))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const faults = faultsIn(join(root, 'migrations'))
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length > 0 ? 1 : 0
}
