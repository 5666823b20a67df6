import { expect, type Page } from '@playwright/test'
import { mailsSince, people } from '../fixtures/index.ts'
import { headingOf } from './mails.ts'

/** The lines of the project's journal down to one, newest first, each without author and amount. */
export async function journalDownTo(camille: Page, journal: string, first: string): Promise<string[]> {
  await camille.goto(journal)
  const lines = (await camille.locator('#journal li p').allTextContents()).map(plain)
  const at = lines.findIndex(line => line.startsWith(first))
  expect(at, `«${first}» in the journal`).toBeGreaterThanOrEqual(0)
  return lines.slice(0, at + 1).map(line => line.split(/ · | \d+,\d\d €/)[0] ?? '')
}

/** Who got which mails since an instant, by their headings and codes left out, until they are those expected. */
export async function wereSent(since: number, expected: Record<string, string[]>): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(expected).map(([to, headings]) => [to, headings.sort()]))
  await expect.poll(() => headingsSince(since, Object.keys(expected)), { timeout: 40_000 }).toEqual(sorted)
}

/** The demo world's people are all looked at: those who should have had nothing, too. */
async function headingsSince(since: number, addresses: string[]): Promise<Record<string, string[]>> {
  const sent: Record<string, string[]> = {}
  const known = new Set<string>([...addresses, ...Object.values(people)])
  for (const mail of await mailsSince(since)) {
    const to = mail.to.join()
    if (!known.has(to) || mail.subject.startsWith('Votre code')) continue
    sent[to] = [...(sent[to] ?? []), plain(headingOf(mail))].sort()
  }
  return sent
}

/** Every kind of space as a plain one. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
