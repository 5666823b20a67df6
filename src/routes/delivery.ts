import { type Context, Hono } from 'hono'
import { enterLink } from '../db/enter'
import { paid } from '../domain/delivery/paid'
import { type Deliverable, deliverable, noteLink, openLink, pictureOf } from '../domain/files/link'
import { disposition } from '../domain/files/names'
import { NotFound } from '../lib/errors'
import { say } from '../lib/log'
import { previewOf } from '../lib/media'
import { namesTag, partOf } from '../lib/ranges'
import { readObject, readPicture } from '../outside/files'
import type { OpenApp } from '../web/context'

/**
 * The bytes behind a signed link. The link is enough (no cookie), but only while the person it was made for is still
 * signed in and may still see this version: that is read again on every request.
 */
export const delivery = new Hono<OpenApp>().get('/f/:token', async c => {
  const { config, now, door } = c.var
  const link = await openLink([config.SECRET_KEY, config.SECRET_KEY_OLD], c.req.param('token'), now)
  if (!link) throw new NotFound()
  const scope = await enterLink(door, link)
  const { versionId, part = 'whole' } = link
  const note = () => (link.unlogged && c.req.method === 'GET' ? noteLink(scope, link) : null)
  if (part !== 'whole') {
    const key = await pictureOf(scope, versionId, part, paid)
    await note()
    return picture(c, key)
  }
  const file = await deliverable(scope, versionId, paid)
  await note()
  return answer(c, file, link.download)
})

/** A small picture: what it was found to be when it was kept, whole. */
async function picture(c: Context<OpenApp>, key: string): Promise<Response> {
  const found = await readPicture(c.env.FILES, key)
  if (!found) {
    say('object missing', { key })
    throw new NotFound()
  }
  const headers = new Headers({
    'Content-Type': previewOf(found.type) === 'image' ? found.type : 'application/octet-stream',
    'Content-Disposition': 'inline',
    'Content-Length': String(found.size),
    'Cache-Control': 'private, no-store',
    ETag: found.tag,
    'Content-Security-Policy': "sandbox; default-src 'none'",
  })
  const known = namesTag(c.req.header('If-None-Match'), found.tag)
  if (!known && c.req.method !== 'HEAD') return new Response(found.body, { headers })
  await found.body.cancel()
  return new Response(null, { status: known ? 304 : 200, headers })
}

async function answer(c: Context<OpenApp>, file: Deliverable, download: boolean): Promise<Response> {
  const headers = headersOf(file, download)
  if (namesTag(c.req.header('If-None-Match'), tagOf(file)))
    return new Response(null, { status: 304, headers })
  const part = asked(c, file)
  if (part === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${file.size}`)
    return new Response(null, { status: 416, headers })
  }
  const length = part?.length ?? file.size
  headers.set('Content-Length', String(length))
  if (part) headers.set('Content-Range', `bytes ${part.offset}-${part.offset + length - 1}/${file.size}`)
  const status = part ? 206 : 200
  if (c.req.method === 'HEAD') return new Response(null, { status, headers })
  const body = await readObject(c.env.FILES, file.key, part)
  if (!body) {
    say('object missing', { key: file.key })
    throw new NotFound()
  }
  return new Response(body, { status, headers })
}

/** Nothing that was uploaded ever runs: no type is guessed, and what opens does so without an origin. */
function headersOf(file: Deliverable, download: boolean): Headers {
  const preview = download ? null : previewOf(file.type)
  const headers = new Headers({
    'Content-Type': file.type,
    'Content-Disposition': disposition(file.name, preview !== null),
    'Cache-Control': 'private, no-store',
    'Accept-Ranges': 'bytes',
    ETag: tagOf(file),
    'Last-Modified': made(file),
    'Content-Security-Policy': "sandbox; default-src 'none'",
  })
  if (preview === 'pdf') {
    // Neither Safari's viewer nor Chromium's opens in a sandbox, a frame's or a header's. They run a PDF's scripts apart
    // from the page, but Chromium's lets them show a dialog: what says that it acts is no `application/pdf` here.
    headers.set('Content-Security-Policy', "default-src 'none'; object-src 'self'; frame-ancestors 'self'")
    headers.set('X-Frame-Options', 'SAMEORIGIN')
  }
  return headers
}

const tagOf = (file: Deliverable): string => `"${file.sha256}"`
const made = (file: Deliverable): string => new Date(file.createdAt).toUTCString()

/** The part asked for, unless `If-Range` says that it was another version's. Ranges are for GET alone. */
function asked(c: Context<OpenApp>, file: Deliverable) {
  if (c.req.method !== 'GET') return undefined
  const still = c.req.header('If-Range')
  if (still && still !== tagOf(file) && still !== made(file)) return undefined
  return partOf(c.req.header('Range'), file.size)
}
