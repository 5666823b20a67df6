import type { State } from '../local/state.ts'
import type { Ports } from '../local/variables.ts'

const people: [workspace: string, who: string, address: string][] = [
  ['atelier', 'owner', 'camille@atelier.test'],
  ['', 'team member', 'equipe@atelier.test'],
  ['', 'client (pays, approves)', 'lea@maison-lune.test'],
  ['', 'client (neither)', 'hugo@maison-lune.test'],
  ['', 'client (both)', 'nadia@cafe-zinc.test'],
  ['savane', 'owner', 'awa@savane.test'],
  ['', 'client (both)', 'koffi@baobab.test'],
  ['erable', 'owner', 'louis@erable.test'],
  ['', 'client (both, in English)', 'emma@northpine.test'],
]

/** What a person needs once everything runs: the addresses and the demo sign-ins. */
export function welcome(ports: Ports, variables: Record<string, string>, state: State): string {
  const sandbox = `http://localhost:${ports.sandbox}`
  const table = people.map(
    ([workspace, who, address]) => `  ${workspace.padEnd(9)}${address.padEnd(25)}${who}`,
  )
  return `
  Parvis runs.

  Portal    ${variables.ORIGIN}/sign-in
  Inbox     ${sandbox}/inbox      every mail it sends
  Console   ${sandbox}/           payments and mail, played locally

  Sign in with the password parvis-demo-2026, or with the code in the inbox:

${table.join('\n')}

  Kept in   ${state.dir} (worker.log, sandbox.log); npm start -- --reset begins anew
  Ctrl-C ends it.
`
}
