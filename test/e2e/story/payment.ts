import { expect, type Page } from '@playwright/test'
import { ask, deliverAgain, holdStripe, releaseStripe, sandbox } from '../fixtures/index.ts'

/** Accepts and pays while no webhook gets through. @returns the checkout session's id */
export async function pays(lea: Page): Promise<string> {
  await holdStripe()
  await lea.getByRole('button', { name: 'Accepter et payer' }).click()
  await lea.waitForURL(`${sandbox('/pay/stripe/')}*`)
  const session = new URL(lea.url()).pathname.split('/').at(-1) ?? ''
  await lea.getByRole('button', { name: /^Payer 450,00/ }).click()
  await expect(lea.getByText('Paiement en cours de confirmation')).toBeVisible()
  // The return page alone marks nothing paid.
  await lea.reload()
  await expect(lea.getByText('Paiement en cours de confirmation')).toBeVisible()
  await expect(lea.getByRole('button', { name: /^Payer/ })).toHaveCount(0)
  return session
}

/** The webhooks come late, backwards, and again and again: the page changes by itself, once. */
export async function isConfirmed(lea: Page, session: string): Promise<void> {
  await lea.evaluate('window.sameDocument = true')
  await releaseStripe('reversed')
  const again = await deliverAgain(session, { order: 'shuffled', times: 3 })
  expect(again.length).toBeGreaterThan(3)
  await expect(lea.getByText('Merci, c’est payé')).toBeVisible()
  expect(await lea.evaluate('window.sameDocument')).toBe(true)
  await deliverAgain(session, { order: 'reversed', times: 2 })
  await expect
    .poll(() => ask<unknown[]>('/control/deliveries?service=stripe&state=waiting'), {
      message: 'webhooks that the application did not take',
    })
    .toEqual([])
}
