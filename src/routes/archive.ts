import { Hono } from 'hono'
import { uiFor } from '../../locales'
import { enterLink } from '../db/enter'
import { paid } from '../domain/delivery/paid'
import { disposition } from '../domain/files/names'
import type { Contents } from '../domain/files/zip'
import { NotFound } from '../lib/errors'
import { readObject } from '../outside/files'
import type { OpenApp } from '../web/context'

/**
 * Several files as one archive, behind a signed link that dies with its person's access. It is written as it is read:
 * one file after the other, never held. Nothing is packed smaller: pictures and films are so already.
 */
export const archive = new Hono<OpenApp>().get('/f/archive/:token', async c => {
  const { config, now, door } = c.var
  const { archiveOf, noteArchive, openArchive } = await import('../domain/files/zip')
  const link = await openArchive([config.SECRET_KEY, config.SECRET_KEY_OLD], c.req.param('token'), now)
  if (!link) throw new NotFound()
  const scope = await enterLink(door, link)
  const { t } = await uiFor(link.locale, scope.workspace, now)
  const contents = await archiveOf(scope, link.versionIds, paid, folder => t(`files.folder.${folder}`))
  const { makeZip, predictLength } = await import('client-zip')
  const note = noteOf(contents, t('files.zip.held'))
  const name = t('files.zip.held_name')
  const listed = [
    ...contents.entries.map(({ path, size, at }) => ({ name: path, size, lastModified: new Date(at) })),
    ...(note ? [{ name, size: note.byteLength, lastModified: new Date(now) }] : []),
  ]
  const length = predictLength(listed)
  const headers = {
    'Content-Type': 'application/zip',
    'Content-Disposition': disposition(`${link.name}.zip`, false),
    'Content-Length': String(length),
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': "sandbox; default-src 'none'",
  }
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  if (link.unlogged) await noteArchive(scope, contents.entries)
  const bucket = c.env.FILES
  async function* files() {
    for (const { path, key, size, at } of contents.entries) {
      const input = await readObject(bucket, key)
      if (!input) throw new Error('An object is missing')
      yield { name: path, input, size, lastModified: new Date(at) }
    }
    if (note) yield { name, input: note.slice().buffer, lastModified: new Date(now) }
  }
  // Of a length known before, so that the browser can say how far it is; one that breaks off is no archive.
  const { readable, writable } = new FixedLengthStream(length)
  makeZip(files())
    .pipeTo(writable)
    .catch(() => undefined)
  return new Response(readable, { headers })
})

/** What is said inside of the files that are held back. */
const noteOf = ({ held }: Contents, words: string): Uint8Array | null =>
  held.length === 0
    ? null
    : new TextEncoder().encode(`${words}\n\n${held.map(name => `- ${name}`).join('\n')}\n`)
