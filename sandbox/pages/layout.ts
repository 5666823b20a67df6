import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { HonoEnv } from '../context.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

const css = readFileSync(join(import.meta.dirname, 'sandbox.css'), 'utf8')
// Sends the person back with a form, as the provider does; without scripts the button does it.
const returnScript = "document.querySelector('form[data-return]')?.requestSubmit()\n"
// Shows what is new every few seconds; without scripts the person reloads.
const freshScript = `setInterval(async () => {
  const page = await fetch(location.href).then(answer => answer.text())
  const next = new DOMParser().parseFromString(page, 'text/html').querySelector('main')
  const now = document.querySelector('main')
  if (next && next.innerHTML !== now.innerHTML) now.replaceWith(next)
}, 3000)
`

const words = {
  fr: { name: 'Bac à sable', warning: 'Rien ici n’est réel : aucun argent, aucun envoi.' },
  en: { name: 'Sandbox', warning: 'Nothing here is real: no money, no sending.' },
}
export type Language = keyof typeof words

/** `fr` for every French locale and for no locale at all, `en` for the others. */
export function languageOf(locale: string | null | undefined): Language {
  return !locale || locale === 'auto' || locale.startsWith('fr') ? 'fr' : 'en'
}

/** `fresh` pages show what is new by themselves; `narrow` ones are a provider's, without the console's menu. */
type Look = { language?: Language; narrow?: boolean; fresh?: boolean }

/** A whole page: the band that says what this place is, the menu of the console, and the content. */
export function page(title: string, content: Html, look: Look = {}): Html {
  const { language = 'fr', narrow = false, fresh = false } = look
  const { name, warning } = words[language]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox.css">
${fresh ? html`<script src="/fresh.js" defer></script>` : ''}
</head>
<body>
<header class="band"><strong>${name}</strong> <span>${warning}</span></header>
${
  !narrow
    ? html`<nav aria-label="Console"><a href="/">Accueil</a><a href="/inbox">Boîte aux lettres</a><a href="/stripe">Stripe</a><a href="/cinetpay">CinetPay</a><a href="/webhooks">Webhooks</a></nav>`
    : ''
}
<main class="${narrow ? 'narrow' : 'wide'}">
${content}
</main>
</body>
</html>`
}

/** A form of one button. Hidden fields travel with it. */
export function button(
  label: string,
  action: string,
  fields: Record<string, string | number> = {},
  look: 'plain' | 'main' | 'danger' = 'plain',
): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form method="post" action="${action}">${hidden}<button class="${look}">${label}</button></form>`
}

/** `1700000000000` → «14/11/2023 23:13:20». */
export function when(at: number): string {
  return new Date(at).toLocaleString('fr-FR')
}

/** The headers of every page. `form-action` stays open: a payment ends on the application's origin. */
export const pageHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.get('content-type')?.startsWith('text/html')) return
  if (!c.res.headers.has('content-security-policy')) {
    const policy =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; frame-src 'self'; connect-src 'self'"
    c.header('Content-Security-Policy', `${policy}; base-uri 'none'; frame-ancestors 'none'`)
  }
  c.header('Cache-Control', 'no-store')
  // The person who comes back brings the name of this origin, as from the real provider.
  c.header('Referrer-Policy', 'strict-origin-when-cross-origin')
}

export function pageAssets(): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  app.get('/sandbox.css', c => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }))
  for (const [path, script] of Object.entries({ '/return.js': returnScript, '/fresh.js': freshScript })) {
    app.get(path, c => c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  }
  return app
}
