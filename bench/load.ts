import { Agent, get } from 'node:http'
import { processorTime } from './processor.ts'

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }
/** `pid`: the process that answers. */
export type Target = { url: string; headers: Record<string, string>; pid?: number }

/** Connections stay open, as a browser's or a proxy's do. */
const agents = new Map<string, Agent>()

/** One GET, read to its end. */
export function fetchOnce({ url, headers }: Target): Promise<Answer> {
  const { origin } = new URL(url)
  let agent = agents.get(origin)
  if (!agent) {
    agent = new Agent({ keepAlive: true, maxSockets: 64 })
    agents.set(origin, agent)
  }
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
      response.on('error', reject)
    }).on('error', reject)
  })
}

export function closeConnections(): void {
  for (const agent of agents.values()) agent.destroy()
  agents.clear()
}

/** What a block of requests took: each one's milliseconds, how many there were a second, and processor time for each. */
export type Block = { latencies: number[]; perSecond: number; processor: number }

/**
 * Asks for the same page again and again, `lanes` at a time, for `ms` milliseconds.
 * @throws Error when an answer is not 200
 */
export async function block(target: Target, lanes: number, ms: number): Promise<Block> {
  const latencies: number[] = []
  const used = processorTime(target.pid ?? 0)
  const started = performance.now()
  const lane = async () => {
    while (performance.now() - started < ms) {
      const asked = performance.now()
      const { status } = await fetchOnce(target)
      if (status !== 200) throw new Error(`${target.url} answered ${status}`)
      latencies.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return {
    latencies,
    perSecond: (latencies.length / (performance.now() - started)) * 1000,
    processor: (processorTime(target.pid ?? 0) - used) / latencies.length,
  }
}
