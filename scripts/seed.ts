// Brings the local database to the newest migration and writes the demo world into it, if it is empty. With
// `--if-empty` (from `npm start`) a database in use is no error.
import { forgetHalfSeeded, migrate, seedIfEmpty } from './local/database.ts'
import { openState } from './local/state.ts'
import { localPorts, workerVariables } from './local/variables.ts'

const state = openState()
forgetHalfSeeded(state)
migrate(state)
if (await seedIfEmpty(state, workerVariables(localPorts(), state))) {
  console.log('The demo world is there.')
} else if (!process.argv.includes('--if-empty')) {
  console.error(
    'The database already holds a workspace: nothing was changed. npm start -- --reset begins anew.',
  )
  process.exitCode = 1
}
