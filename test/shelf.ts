import { expect } from 'vitest'
import { urls } from '../src/urls'
import { type Browser, rows } from './harness'
import { world } from './world'

/** The shelves of Maison Lune's site, and what stands on them. */
export const [w, p] = ['atelier', world.site.id]
export const shelf = urls.files(w, p)
export const PDF = '%PDF-1.7\n0123456789'
export const pdf = (name = 'Maquette.pdf', words = PDF) => new File([words], name)

export type FileRow = { id: string; version: string; shared: number; storage_key: string; type: string }
export const stored = async () =>
  rows<FileRow>(
    `select f.id, f.name, f.shared, v.id version, v.number, v.shared vshared, v.storage_key, v.type, v.final, f.deleted_at
     from files f join file_versions v on v.file_id = f.id order by f.created_at, v.number`,
  )

/** A file as this person puts it there. */
export async function put(browser: Browser, fields: Record<string, string | Blob | Blob[]> = {}) {
  const answer = await browser.post(shelf, { folder: 'deliverables', files: pdf(), ...fields })
  expect(answer.status).toBe(303)
  const row = (await stored()).at(-1)
  if (!row) throw new Error('no file')
  return row
}

export const contentOf = (file: FileRow, download?: 'download') =>
  urls.fileContent(w, p, file.id, file.version, download)

/** The signed link that a page's address leads to. */
export async function linkTo(browser: Browser, file: FileRow, download?: 'download'): Promise<string> {
  const answer = await browser.get(contentOf(file, download))
  expect(answer.status).toBe(302)
  return answer.headers.get('Location') ?? ''
}
