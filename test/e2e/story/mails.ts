import { expect, type Page } from '@playwright/test'
import { type Mail, mailsSince } from '../fixtures/index.ts'

/** Every kind of mail sent since an instant, as its reader sees it on a phone: one button, nothing from outside. */
export async function areWhole(reader: Page, since: number): Promise<void> {
  const kinds = new Map<string, Mail>()
  for (const mail of await mailsSince(since)) kinds.set(kindOf(mail), mail)
  expect(kinds.size).toBeGreaterThanOrEqual(9)
  const asked: string[] = []
  reader.on('request', request => asked.push(request.url()))
  for (const mail of kinds.values()) {
    asked.length = 0
    await reader.setContent(mail.html)
    await expect(reader.getByRole('heading', { level: 1 }), mail.subject).toHaveCount(1)
    const button = reader.getByRole('link').first()
    await expect(button, mail.subject).toBeInViewport()
    const others = await reader.getByRole('link').allTextContents()
    expect(others.slice(1), mail.subject).toEqual(choices.slice(0, others.length - 1))
    expect(mail.links[0], mail.subject).toMatch(new RegExp(`^${process.env.E2E_ORIGIN}/`))
    expect(mail.text, mail.subject).toContain(mail.links[0] ?? '')
    expect(asked, `what «${mail.subject}» loads`).toEqual([])
    const overflow = 'document.documentElement.scrollWidth - innerWidth'
    expect(await reader.evaluate<number>(overflow), `«${mail.subject}» is too wide`).toBeLessThanOrEqual(0)
  }
}

/** Below it, where its reader may choose. */
const choices = ['Préférences', 'Ne plus recevoir ces e-mails']

/** What happened, in its own words. */
export const headingOf = ({ html }: Mail) => /<h1[^>]*>([^<]*)/.exec(html)?.[1] ?? ''

/** The same without names and amounts. */
const kindOf = (mail: Mail) => headingOf(mail).replace(/^\S+ \S+ (?=vous a)|\d.*€/, '')
