import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { OpenApp } from './context'
import { refusalPage } from './errors'

/** A form of words, and one with files (bytes). */
const WORDS = 512 * 1024
const FILES = 100 * 1024 * 1024

const atMost = (maxSize: number): MiddlewareHandler =>
  bodyLimit({ maxSize, onError: c => refusalPage(c, 413, 'too_large') })
const [words, files] = [atMost(WORDS), atMost(FILES)]

const carriesFiles = (c: Context) => c.req.header('Content-Type')?.startsWith('multipart/form-data') ?? false

/** A part of a large file bounds itself while it streams (`domain/files/parts.ts`). */
const isPart = (c: Context) =>
  c.req.method === 'PUT' && /^\/w\/[^/]+\/p\/[^/]+\/files\/uploads\/[^/]+\/parts\/\d+$/.test(c.req.path)

/** For every request. Files are taken in projects alone: their size is `filesIn`'s to bound, behind the guard. */
export const wordsOnly: MiddlewareHandler<OpenApp> = (c, next) =>
  isPart(c) || (/^\/w\/[^/]+\/p\/[^/]/.test(c.req.path) && carriesFiles(c)) ? next() : words(c, next)

/** In a project, once its sender is known: nobody else's bytes are read beyond a form of words. */
export const filesIn: MiddlewareHandler = (c, next) => (carriesFiles(c) ? files(c, next) : next())
