import { type Context, Hono } from 'hono'
import { asset } from '../../templates/shared/assets.gen'
import { brandFill, iconVersion } from '../../templates/shared/brand'
import { toHex } from '../../templates/shared/colour'
import { workspaceFace } from '../db/enter'
import { NotFound } from '../lib/errors'
import type { IconLook } from '../lib/icon/icon'
import { type AppIcon, urls } from '../urls'
import type { OpenApp } from '../web/context'

/** `logo`: the circle in which a logo takes the letter's place; absent: it does not. */
type Look = IconLook & { logo?: number }

/**
 * The square a system cuts to its own shape keeps what matters within a circle of four fifths of it. A tab has sixteen
 * points, and a badge one colour: there a letter is read, and a logo is a smudge.
 */
const looks: Record<AppIcon, Look> = {
  '64': { size: 64, rounded: true, letter: 0.6 },
  '180': { size: 180, rounded: false, letter: 0.5, logo: 1 },
  '192': { size: 192, rounded: true, letter: 0.52, logo: 1 },
  '512': { size: 512, rounded: true, letter: 0.52, logo: 1 },
  maskable: { size: 512, rounded: false, letter: 0.4, logo: 0.8 },
  badge: { size: 96, rounded: false, letter: 0.8, shape: true },
}

const isIcon = (name: string): name is AppIcon => Object.hasOwn(looks, name)

/**
 * What makes the portal an app: its name, colour and icons. Open to the world, as the sign-in page is that shows the
 * same; browsers fetch it without cookies.
 */
export const appManifest = new Hono<OpenApp>()
  .get('/w/:workspace/app.webmanifest', async c => {
    const face = await workspaceFace(c.var.door, c.req.param('workspace'))
    if (!face) throw new NotFound()
    const { slug, name, accent } = face
    const icon = (which: AppIcon) => urls.appIcon(slug, which, iconVersion(face))
    const body = {
      id: urls.home(slug),
      name,
      short_name: name,
      lang: face.locale,
      start_url: urls.home(slug),
      scope: '/',
      display: 'standalone',
      theme_color: toHex(brandFill(accent).fill),
      background_color: '#faf8f5',
      icons: [
        { src: icon('192'), sizes: '192x192', type: 'image/png' },
        { src: icon('512'), sizes: '512x512', type: 'image/png' },
        { src: icon('maskable'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    }
    c.header('Cache-Control', 'public, max-age=3600')
    return c.body(JSON.stringify(body), 200, { 'Content-Type': 'application/manifest+json' })
  })
  .get('/w/:workspace/icons/:icon', async c => {
    const name = c.req.param('icon').replace(/\.png$/, '')
    const face = isIcon(name) && (await workspaceFace(c.var.door, c.req.param('workspace')))
    if (!isIcon(name) || !face) throw new NotFound()
    const png =
      (await wornBy(c.env.FILES, looks[name], face.logoKey)) ?? (await letterOf(c, looks[name], face))
    // The address holds the version of what it shows.
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(png, 200, { 'Content-Type': 'image/png' })
  })

/** The icon with the logo; null where there is none, or none that can be drawn. */
async function wornBy(bucket: R2Bucket, look: Look, logoKey: string | null) {
  if (!look.logo || !logoKey) return null
  const [{ readLogo }, { pictureOf }, { wornIcon }] = await Promise.all([
    import('../domain/workspaces/logo'),
    import('../lib/icon/picture'),
    import('../lib/icon/worn'),
  ])
  const body = await readLogo(bucket, logoKey)
  const picture = body && (await pictureOf(await new Response(body).arrayBuffer()))
  return picture && wornIcon(look, picture, look.logo)
}

async function letterOf(c: Context<OpenApp>, look: Look, { name, accent }: { name: string; accent: string }) {
  const { iconOf } = await import('../lib/icon/icon')
  const font = await c.env.ASSETS.fetch(`https://assets${asset['Roboto-Medium.ttf']}`)
  return iconOf(look, { letter: [...name][0] ?? '', ...brandFill(accent) }, await font.arrayBuffer())
}
