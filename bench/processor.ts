import { readdirSync, readFileSync } from 'node:fs'

/**
 * Processor time that a process has used, in milliseconds, whatever else the machine does meanwhile; NaN where there
 * is no `/proc`.
 */
export function processorTime(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map(thread => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
      .reduce((sum, ns) => sum + ns / 1e6, 0)
  } catch {
    return Number.NaN
  }
}

/** The processes that this one has started. */
export function children(): number[] {
  try {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name) && parentOf(name) === process.pid)
      .map(Number)
  } catch {
    return []
  }
}

function parentOf(pid: string): number {
  try {
    // The name, in parentheses, may hold anything: the fields are counted after it.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return 0
  }
}
