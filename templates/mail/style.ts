/** What has to stand on every element: mail programs know neither stylesheets of ours nor custom properties. */
export const font =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
export const ink = '#1d1a16'
export const soft = '#6d655b'
export const line = '#e6e1da'
export const well = '#faf8f5'
export const ground = '#f6f4f1'
export const plain = `${font};font-size:16px;line-height:25px;color:${ink}`

/**
 * What is an improvement stands in the head: dark, narrow, and what Outlook takes amiss. Twice dark: programs that know
 * the query, and Outlook's own that marks what it turned.
 */
const dark = (before: string) => `
${before}.page { background-color: #171513 !important }
${before}.card { background-color: #211f1c !important; border-color: #37332e !important }
${before}.ink { color: #f3efe9 !important }
${before}.soft { color: #b8b0a5 !important }
${before}.quote, ${before}.well { background-color: #2b2824 !important }
${before}.well, ${before}.rule { border-color: #4a453e !important }`

export const css = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (prefers-color-scheme: dark) {${dark('')}
}
${dark('[data-ogsc] ').trim()}
@media (max-width: 480px) {
  .pad { padding: 28px 22px !important }
  .code { font-size: 30px !important; letter-spacing: 6px !important }
}`

/** Outlook on Windows knows no greatest width, and falls back to a serif where it does not know the first font. */
export const outlook =
  '<!--[if mso]><style>.wrap { width: 600px !important } td, p, h1, h2, a { font-family: Segoe UI, Arial, sans-serif !important }</style><![endif]-->'
