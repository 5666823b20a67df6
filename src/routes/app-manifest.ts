import { Hono } from 'hono'
import { asset } from '../../templates/shared/assets.gen'
import { brandFill, iconVersion } from '../../templates/shared/brand'
import { toHex } from '../../templates/shared/colour'
import { workspaceFace } from '../db/enter'
import { NotFound } from '../lib/errors'
import type { IconLook } from '../lib/icon/icon'
import { type AppIcon, urls } from '../urls'
import type { OpenApp } from '../web/context'

/** The square a system cuts to its own shape keeps what matters within four fifths of it. */
const looks: Record<AppIcon, IconLook> = {
  '64': { size: 64, rounded: true, letter: 0.6 },
  '180': { size: 180, rounded: false, letter: 0.5 },
  '192': { size: 192, rounded: true, letter: 0.52 },
  '512': { size: 512, rounded: true, letter: 0.52 },
  maskable: { size: 512, rounded: false, letter: 0.4 },
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
    const { iconOf } = await import('../lib/icon/icon')
    const font = await c.env.ASSETS.fetch(`https://assets${asset['Roboto-Medium.ttf']}`)
    const letter = [...face.name][0] ?? ''
    const png = await iconOf(looks[name], { letter, ...brandFill(face.accent) }, await font.arrayBuffer())
    // The address holds the version of what it shows.
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(png, 200, { 'Content-Type': 'image/png' })
  })
