import { expect, sandbox, test } from './fixtures/index.ts'

test('npm start brings up the Worker with its database, and the sandbox beside it', async ({ request }) => {
  const worker = await request.get('/health')
  expect(worker.status()).toBe(200)
  expect(await worker.json()).toEqual({ status: 'ok' })
  expect((await request.get(sandbox('/health'))).status()).toBe(200)
})

test('a page opens in the browser', async ({ page }) => {
  const answer = await page.goto('/sign-in')
  expect(answer?.status()).toBe(200)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
