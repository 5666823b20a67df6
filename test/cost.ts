import { env } from 'cloudflare:workers'
import { vi } from 'vitest'

/** How many rows D1 reads for it. */
export async function rowsRead(act: () => Promise<unknown>): Promise<number> {
  let read = 0
  const batch = env.DB.batch.bind(env.DB)
  const spy = vi.spyOn(env.DB, 'batch').mockImplementation(async statements => {
    const results = await batch(statements)
    for (const { meta } of results) read += meta.rows_read ?? 0
    return results as never
  })
  await act()
  spy.mockRestore()
  return read
}
