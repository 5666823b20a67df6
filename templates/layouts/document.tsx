import { html } from 'hono/html'
import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { asset } from '../shared/assets.gen'
import type { WithChildren } from '../shared/attrs'
import { iconVersion } from '../shared/brand'

type Stem<File> = File extends `${infer Name}.js` ? Name : never
/** A script of public/ or one of the htmx extensions, by its name without `.js`. */
export type ScriptName = Exclude<Stem<keyof typeof asset>, 'htmx' | 'theme' | 'ui'>

export type DocumentProps = WithChildren<{
  /** Of the page and, in a workspace, «page · workspace». Already translated. */
  title: string
  ui: Ui
  /** `/w/:slug/brand.css?v=<brandVersion(accent)>` when in a workspace. */
  brandHref?: string
  /** The workspace whose app this page is of: its icons, and how browsers install it. */
  app?: { slug: string; name: string; accent: string; logoKey?: string | null }
  /** What this page needs beside htmx: `['board']`. Loaded in this order, after htmx. */
  scripts?: readonly ScriptName[]
  /** Which density: team views are tighter. */
  audience?: 'team' | 'client' | 'public'
  /** The project's socket, read by the live script from `data-live` on the body. */
  live?: string
  /** Extra `data-` attributes for the body. */
  data?: Record<`data-${string}`, string | undefined>
  /** Public pages may be indexed; all others are not. */
  indexed?: boolean
}>

/** Extensions of htmx are classic scripts that expect it; ours are modules. Both wait for the parser. */
const Script = ({ name }: { name: ScriptName }) =>
  name.startsWith('hx-') ? (
    <script src={asset[`${name}.js`]} defer />
  ) : (
    <script type="module" src={asset[`${name}.js`]} />
  )

const AppLinks = ({ slug, ...face }: NonNullable<DocumentProps['app']>) => {
  const version = iconVersion(face)
  return (
    <>
      <link rel="manifest" href={urls.appManifest(slug)} />
      <link rel="icon" href={urls.appIcon(slug, '64', version)} type="image/png" />
      <link rel="apple-touch-icon" href={urls.appIcon(slug, '180', version)} />
      <meta name="apple-mobile-web-app-title" content={face.name} />
    </>
  )
}

/**
 * The HTML document around every page. The theme script runs before the first paint; everything else is deferred.
 * Base load: htmx, theme and ui, about 16 kB of script compressed.
 */
export const Document = (props: DocumentProps) => {
  const {
    title,
    ui,
    brandHref,
    app,
    scripts = [],
    audience = 'public',
    live,
    data,
    indexed,
    children,
  } = props
  return html`<!doctype html>${(
    <html lang={ui.locale}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content="light dark" />
        {!indexed && <meta name="robots" content="noindex" />}
        <title>{title}</title>
        <script src={asset['theme.js']} />
        <link rel="preload" href={asset['inter.woff2']} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={asset['app.css']} />
        {brandHref && <link rel="stylesheet" href={brandHref} />}
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf8f5" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#120f0c" />
        {app ? <AppLinks {...app} /> : <link rel="icon" href="data:," />}
        <script src={asset['htmx.js']} defer />
        <script type="module" src={asset['ui.js']} />
      </head>
      <body data-audience={audience} data-live={live} {...data}>
        {children}
        {/* In the body, so that a page swapped in by a boosted link brings its own; a module already loaded is not run again. */}
        {scripts.map(name => (
          <Script name={name} />
        ))}
      </body>
    </html>
  )}`
}
