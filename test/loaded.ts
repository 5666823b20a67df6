import 'client-zip'
import 'entities'
import 'file-type'
import 'jose'
import 'markdown-it'
import 'papaparse'
import 'postal-mime'
import 'resend'
import 'stripe'

type Loaded = { evaluated: boolean; exports?: unknown }
type Runner = {
  evaluatedModules: { getModuleByUrl(url: string): Loaded | undefined }
  cachedModule(url: string, importer?: string): Promise<Loaded>
}
declare global {
  interface ImportMeta {
    /** Vite's: imports whatever these patterns match. */
    glob(patterns: string[], options: { eager: true }): Record<string, unknown>
  }
  /** The test runner's own, which its plugin for workerd uses as well. */
  var __vitest_mocker__: { moduleRunner: Runner }
}

/**
 * What the Worker loads when it first needs it is loaded here beforehand, and handed out again without asking. The
 * runner asks its other process at every `import()`, even for what it holds, by a promise that all who ask at once
 * share and a channel that belongs to the tests: a queue's consumer that shared one with a request that was over
 * waited for ever, and so did the whole run.
 */
import.meta.glob(
  ['../src/**/*.{ts,tsx}', '../templates/**/*.{ts,tsx}', '../locales/**/*.ts', '!**/*.test.{ts,tsx}'],
  { eager: true },
)
const runner = globalThis.__vitest_mocker__.moduleRunner
const ask = runner.cachedModule.bind(runner)
runner.cachedModule = async (url, importer) => {
  const held = runner.evaluatedModules.getModuleByUrl(url)
  return held?.evaluated && held.exports ? held : ask(url, importer)
}
