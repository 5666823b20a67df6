// Runs under whatever Node the machine has (18 or newer): plain JavaScript, nothing but Node's own modules.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url).href)
const nodeBin = join(root, 'node_modules/.bin/node')

/**
 * Installs what the lock file says if it is not there, then runs a script of this folder under the project's own
 * Node, with the arguments given to this process.
 * @param {string} script path below the repository, e.g. `scripts/check.ts`
 * @returns {Promise<void>} settles when the script is loaded; the process ends with the script's exit code
 */
export async function underProjectNode(script) {
  if (process.env.npm_lifecycle_event) endWithNpm()
  if (!isInstalled(root)) install()
  if (realpathSync(process.execPath) === realpathSync(nodeBin)) {
    await import(pathToFileURL(join(root, script)).href)
    return
  }
  hand(script)
}

/**
 * Whether node_modules holds every package of the lock file in its version. npm writes its own copy of the lock into
 * node_modules as the last step of an install, so one that was cut short does not count.
 * @param {string} folder the one with package-lock.json
 */
export function isInstalled(folder) {
  if (!existsSync(join(folder, 'node_modules/.bin/node'))) return false
  const wanted = packagesOf(join(folder, 'package-lock.json'))
  const present = packagesOf(join(folder, 'node_modules/.package-lock.json'))
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  )
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

function install() {
  console.log('Installing what package-lock.json says (once; a minute or two)…')
  const npm = process.env.npm_execpath
  // NODE_ENV=production would leave out what starts and tests the Worker.
  const words = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const [command, args] = npm ? [process.execPath, [npm, ...words]] : ['npm', words]
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error(
      'The install failed: see npm’s words above. Without network the packages cannot be fetched.',
    )
    process.exit(1)
  }
}

/**
 * npm runs a script through a shell. A signal sent to npm alone ends that shell without reaching us, and kill -9 of npm
 * not even the shell: so we look whether both still live, and end as if the signal had come to us.
 */
function endWithNpm() {
  const shell = process.ppid
  const npm = parentOf(shell)
  setInterval(() => {
    if (process.ppid !== shell || (npm && parentOf(shell) !== npm)) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

/**
 * @param {number} pid
 * @returns {number | undefined} nothing where the system does not say (only Linux does, in this way)
 */
function parentOf(pid) {
  try {
    // «pid (name) state parent …», and a name may hold spaces and brackets.
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').pop() ?? ''
    return Number(after.trim().split(' ')[1])
  } catch {
    return undefined
  }
}

/** @param {string} script */
function hand(script) {
  // The pipe ('ipc') closes when this process dies, however it dies: the script ends its own children then.
  const child = spawn(nodeBin, [join(root, script), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
