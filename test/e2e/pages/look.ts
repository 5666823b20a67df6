import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

// The axe that @axe-core/playwright brings, put into a page once for all its views: its builder does so for each.
const brought = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))
const axe = readFileSync(brought.resolve('axe-core/axe.min.js'), 'utf8')

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
  await page.evaluate(axe)
  await page.evaluate(still)
  for (const { at, size, colorScheme, rules } of views) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme })
    note(at, await page.evaluate<string[]>(shape))
    note(at, await accessibility(page, rules))
  }
  return faults
}

async function accessibility(page: Page, rules: 'all' | 'colour'): Promise<string[]> {
  const only = rules === 'colour' ? `runOnly: ['color-contrast'],` : ''
  return page.evaluate<
    string[]
  >(`axe.run(document, { ${only} resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(v => [v.id, v.help, ...v.nodes.map(node => node.html)].join(' | ').slice(0, 600)))`)
}

/** Colours on their way from one theme to the other are neither: nothing moves here. The CSP lets no style in. */
const still = `(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }')
  document.adoptedStyleSheets = [sheet]
})()`

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
