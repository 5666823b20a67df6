import { expect, type Page } from '@playwright/test'
import type { Sent } from '../fixtures/index.ts'

/** What a browser adds to a form of our own pages. */
export const ownForm = () => ({
  Origin: new URL(process.env.E2E_ORIGIN ?? '').origin,
  'Sec-Fetch-Site': 'same-origin',
})

/** Puts a file on the shelves by the plain form, and finds it there. @returns the address of its page */
export async function putFile(page: Page, project: string, file: Sent, find = file.name): Promise<string> {
  const answer = await posted(page, `${project}/files`, { folder: 'deliverables', files: file })
  expect(answer.status(), await answer.text()).toBe(303)
  const list = await page.request.get(`${project}/files?q=${encodeURIComponent(find)}`)
  const [, path = ''] = /href="([^"]*\/files\/[0-9a-f-]{36})"/.exec(await list.text()) ?? []
  expect(path, `${find} on the shelves`).not.toBe('')
  return path
}

type Fields = Record<string, string | Sent>
/** Sends a plain form with files, as a browser without JavaScript does. */
export const posted = (page: Page, path: string, multipart: Fields) =>
  page.request.post(path, {
    multipart,
    maxRedirects: 0,
    headers: ownForm(),
  })
