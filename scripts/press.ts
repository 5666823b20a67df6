import path from 'node:path'
import { build, type Plugin } from 'esbuild'

/** The parts of pdfmake that none of our documents use: drawings in SVG, QR codes, fonts packed as WOFF2. */
const unused = /svg-to-pdfkit|^xmldoc$|qrEnc$|^brotli\//

const entry = `
  const { default: Base } = require('pdfmake/js/base.js')
  const { default: OutputDocument } = require('pdfmake/js/OutputDocument.js')
  class Press extends Base {
    _transformToDocument(document) { return new OutputDocument(document) }
  }
  export const press = new Press()
  press.setUrlAccessPolicy(() => false)
  press.localAccessPolicy = () => false
`

/** Node's own modules as the Worker has them; there is no disk. */
const fitting: Plugin = {
  name: 'fitting',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: unused }, ({ path }) => ({ path, namespace: 'nothing' }))
    onResolve({ filter: /^fs$/ }, ({ path }) => ({ path, namespace: 'nothing' }))
    onResolve({ filter: /^(assert|buffer|crypto|events|stream|util|zlib)$/ }, ({ path }) => ({
      path,
      namespace: 'node',
    }))
    onResolve({ filter: /^browserify-zlib$/ }, () => ({ path: 'zlib', namespace: 'node' }))
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }))
    onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => ({
      contents: `export * from 'node:${path}'; export { default } from 'node:${path}'`,
    }))
  },
}

/**
 * Writes the press that prints PDFs, half the size of pdfmake as it is published, which would take more of the Worker's
 * room than everything else it imports.
 * @param root the repository
 */
export async function writePress(root: string): Promise<void> {
  await build({
    stdin: { contents: entry, resolveDir: path.join(root, 'src/web') },
    outfile: path.join(root, 'src/web/press.gen.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2024',
    platform: 'browser',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker'],
    external: ['node:*'],
    plugins: [fitting],
    // Bundled for a house with folders, which the Worker is not.
    define: { __dirname: '"/"' },
    banner: { js: '// Made by scripts/press.ts from pdfmake (MIT licence): do not edit.' },
    logLevel: 'error',
    logOverride: { 'duplicate-object-key': 'silent' },
  })
}
