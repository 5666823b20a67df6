import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from './paths.ts'

const tether = new URL('./tether.mjs', import.meta.url).href

/** A running process that dies with this one. */
export interface Child {
  name: string
  process: ChildProcess
  /** Settles with the exit code (or the signal's name) once it is gone. */
  gone: Promise<number | string>
}

/**
 * Starts a script (an absolute path) under this Node, tethered: it ends when this process ends, however that happens.
 * It leads its own process group, so that Ctrl-C reaches only us and we end things in order.
 */
export function startChild(
  name: string,
  script: string,
  args: string[],
  options: { env: NodeJS.ProcessEnv; onOutput: (text: string) => void },
): Child {
  const child = spawn(process.execPath, ['--no-warnings', '--import', tether, script, ...args], {
    cwd: root,
    env: { ...options.env, TETHERED_TO: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', options.onOutput)
  }
  const gone = once(child, 'exit').then(([code, signal]): number | string => code ?? signal)
  return { name, process: child, gone }
}

/** Asks a child to end, then insists: after `patience` ms its whole process group is killed. */
export async function stopChild(child: Child, patience = 5_000): Promise<void> {
  child.process.kill('SIGTERM')
  await Promise.race([child.gone, new Promise(done => setTimeout(done, patience).unref())])
  const { pid } = child.process
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is empty: everything ended when it was asked to.
  }
}
