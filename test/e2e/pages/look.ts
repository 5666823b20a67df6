import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const wide = { width: 1280, height: 800 }
const narrow = { width: 390, height: 844 }

/** What is wrong with the page that is open, in both themes and at both widths; nothing, if all is well. */
export async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  const note = (at: string, found: string[]) =>
    faults.push(...found.map(fault => `${page.url()} (${at}): ${fault}`))
  const views = [
    { at: 'wide, light', size: wide, colorScheme: 'light', rules: 'all' },
    { at: 'wide, dark', size: wide, colorScheme: 'dark', rules: 'colour' },
    { at: 'narrow, dark', size: narrow, colorScheme: 'dark', rules: 'all' },
    { at: 'narrow, light', size: narrow, colorScheme: 'light', rules: 'colour' },
  ] as const
  for (const { at, size, colorScheme, rules } of views) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    note(at, await page.evaluate<string[]>(shape))
    note(at, await accessibility(page, rules))
  }
  return faults
}

async function accessibility(page: Page, rules: 'all' | 'colour'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (rules === 'colour' ? axe.withRules('color-contrast') : axe).analyze()
  return violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.map(node => node.html).join(' ')}`.slice(0, 600),
  )
}

/** One main landmark, one first heading, a title, a language, and no scrolling sideways. */
const shape = `(() => {
  const faults = []
  const one = selector => document.querySelectorAll(selector).length === 1 || faults.push('not one ' + selector)
  one('main')
  one('h1')
  if (!document.title.trim()) faults.push('no title')
  if (!document.documentElement.lang) faults.push('no language')
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (over > 0) {
    const edge = document.documentElement.clientWidth
    const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > edge + 1)
    faults.push('scrolls sideways by ' + over + ' px: ' + (wide.at(-1)?.outerHTML ?? '').slice(0, 200))
  }
  return faults
})()`
