import { startSandbox } from './sandbox.ts'
import { settingsFrom } from './settings.ts'

const log = (line: string) => process.stdout.write(`${new Date().toISOString()} ${line}\n`)

const sandbox = await startSandbox(settingsFrom(process.env), log).catch((error: Error) => {
  process.stderr.write(`The sandbox did not start: ${error.message}\n`)
  return process.exit(1)
})
log(`sandbox on ${sandbox.origin}, webhooks to ${sandbox.settings.appOrigin}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void sandbox.close().then(() => process.exit(0))
  })
}
