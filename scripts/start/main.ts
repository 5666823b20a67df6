import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type Child, startChild, stopChild } from '../local/children.ts'
import { root } from '../local/paths.ts'
import { isFree } from '../local/ports.ts'
import { openState, resetState, type State } from '../local/state.ts'
import { localPorts, type Ports, workerVariables } from '../local/variables.ts'
import { noEnvFile, plainEnv, wranglerEnv, wranglerScript } from '../local/wrangler.ts'
import { lastWords, until200 } from './health.ts'
import { welcome } from './welcome.ts'

/** wrangler's own line for each request: it names the path, and paths hold tokens. The Worker logs the route instead. */
const accessLine = /^\[wrangler:info\] [A-Z]+ \//

const children: Child[] = []
let ending = false

/** Ends every child in the reverse order of their start, then this process. */
async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  for (const child of children.toReversed()) await stopChild(child)
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
// The process that started this one under its own Node is gone.
process.on('disconnect', () => void end(0))
process.channel?.unref()

try {
  await start()
} catch (error) {
  if (!ending) console.error(`\n✗ ${error instanceof Error ? error.message : String(error)}`)
  await end(1)
}

async function start(): Promise<void> {
  const ports = localPorts()
  await refuseTaken('PORT', ports.worker)
  await refuseTaken('SANDBOX_PORT', ports.sandbox)
  const state = openState()
  if (process.argv.includes('--reset')) resetState(state)

  console.log('· Building the assets')
  await run('asset build', 'scripts/assets.ts', [])
  console.log('· Preparing the database')
  await run('preparation of the database', 'scripts/seed.ts', ['--if-empty'])
  console.log('· Starting the sandbox and the Worker')
  const variables = workerVariables(ports, state)
  await Promise.all([startSandbox(state, ports, variables), startWorker(state, ports, variables)])
  everyMinute(`http://127.0.0.1:${ports.worker}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`)
  console.log(welcome(ports, variables, state))
}

async function refuseTaken(name: string, port: number): Promise<void> {
  if (await isFree(port)) return
  throw new Error(`Port ${port} is already in use. Choose another: ${name}=${port + 100} npm start`)
}

/** Runs a script with an end of its own; throws with all it said when it fails. */
async function run(name: string, script: string, args: string[]): Promise<void> {
  let said = ''
  const child = startChild(name, join(root, script), args, {
    env: process.env,
    onOutput: text => {
      said += text
    },
  })
  children.push(child)
  const code = await child.gone
  if (code !== 0) throw new Error(`The ${name} failed (${code}).\n${said.trim()}`)
}

async function startSandbox(state: State, ports: Ports, variables: Record<string, string>): Promise<void> {
  writeFileSync(state.sandboxLog, '')
  const child = startChild('sandbox', join(root, 'sandbox/main.ts'), [], {
    env: {
      ...plainEnv(),
      ...variables,
      SANDBOX_PORT: String(ports.sandbox),
      SANDBOX_STATE: state.sandbox,
      APP_ORIGIN: process.env.APP_ORIGIN || `http://localhost:${ports.worker}`,
    },
    onOutput: text => appendFileSync(state.sandboxLog, text),
  })
  await untilUp(child, ports.sandbox, state.sandboxLog)
}

async function startWorker(state: State, ports: Ports, variables: Record<string, string>): Promise<void> {
  writeFileSync(state.workerLog, '')
  const args = [
    ...['dev', '--local', '--port', String(ports.worker), '--inspector-port', '0'],
    ...['--persist-to', state.dir, '--env-file', noEnvFile, '--show-interactive-dev-session', 'false'],
  ]
  let isUp = false
  const child = startChild('Worker', wranglerScript, args, {
    env: wranglerEnv(state.dir, variables),
    // Everything is in the log; an error is shown at once as well (until it is up, with the reason why we end).
    onOutput: wholeLines(line => {
      if (accessLine.test(line)) return
      appendFileSync(state.workerLog, line)
      if (isUp && /\[ERROR\]|"what":"fault"/.test(line)) process.stderr.write(line)
    }),
  })
  await untilUp(child, ports.worker, state.workerLog)
  isUp = true
}

/** Hands output on line by line, however it was cut on the way. */
function wholeLines(take: (line: string) => void): (text: string) => void {
  let rest = ''
  return text => {
    const lines = (rest + stripVTControlCharacters(text)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(`${line}\n`)
  }
}

/** Waits until a child answers, and from then on ends everything if it goes by itself. */
async function untilUp(child: Child, port: number, log: string): Promise<void> {
  children.push(child)
  const lost = child.gone.then(code => {
    if (!ending) throw new Error(`The ${child.name} ended by itself (${code}).\n${lastWords(log)}`)
  })
  await Promise.race([until200(`http://127.0.0.1:${port}/health`, child.name, log), lost])
  lost.catch(async (error: Error) => {
    console.error(`\n✗ ${error.message}`)
    await end(1)
  })
}

/** Local wrangler runs no crons: this asks for the one that wrangler.toml names. */
function everyMinute(url: string): void {
  setInterval(() => {
    // A Worker that is just being rebuilt misses a minute; what it had to do waits in the database.
    fetch(url, { signal: AbortSignal.timeout(50_000) }).catch(() => undefined)
  }, 60_000)
}
