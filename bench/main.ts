/**
 * How fast the portal is, beside the least that the same pages could cost (docs/decisions/0004-the-floor.md).
 * `npm run bench` takes about two minutes; `-- --quick` less, `-- --only=board` looks at one page.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOwn, buildWorker } from './bundle.ts'
import { coldStarts } from './cold.ts'
import { fill } from './fill.ts'
import { block, closeConnections } from './load.ts'
import { compare } from './measure.ts'
import { pagesOf } from './pages.ts'
import { type Measured, missed, print, save } from './report.ts'
import { measureRooms } from './room.ts'
import { serve } from './server.ts'
import { settingsFrom } from './settings.ts'
import { headersOf, survey } from './survey.ts'
import { makeWorld } from './world.ts'

const settings = settingsFrom(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'))
const [ourState, floorState] = [join(folder, 'ours'), join(folder, 'floor')]
const say = (what: string) => console.log(`· ${what}`)

try {
  say('Building the Worker as it is deployed')
  const bundle = buildWorker(folder)

  say('Filling the database')
  const world = makeWorld(Date.now())
  const floorCode = await buildOwn('floor')
  const filling = await serve({ main: floorCode }, ourState)
  await fill(await filling.database(), world)
  await filling.stop()

  say('Visiting each page once')
  const wanted = pagesOf(world).filter(page => page.name.includes(settings.only))
  const { surveyed, missing } = await survey(bundle, world, wanted, ourState)
  cpSync(ourState, floorState, { recursive: true })

  say('Measuring cold starts')
  const cold = await coldStarts(bundle, settings.coldStarts, folder)

  const conversations = Object.fromEntries(surveyed.map(page => [page.key, page.conversation]))
  const ours = await serve({ main: bundle.code }, ourState)
  const floor = await serve({ main: floorCode }, floorState, { PAGES: JSON.stringify(conversations) })
  const measured: Measured[] = []
  try {
    for (const page of surveyed) {
      say(`Measuring ${page.name}`)
      const headers = headersOf(world, page)
      const [mine, bare] = [
        { url: ours.url + page.path, headers, pid: ours.pid },
        { url: floor.url + page.key, headers, pid: floor.pid },
      ]
      for (const target of [mine, bare]) await block(target, 4, settings.warmUp)
      const alone = await compare(mine, bare, 1, settings)
      const crowded = await compare(mine, bare, 16, settings)
      measured.push({ page, alone, crowded })
    }
  } finally {
    await Promise.all([ours.stop(), floor.stop()])
  }
  if ('room'.includes(settings.only)) say('Measuring a room')
  const rooms = 'room'.includes(settings.only)
    ? await measureRooms(bundle, folder, settings.rounds)
    : undefined
  const result = { bundle, cold, measured, missing, rooms }
  print(result)
  save(result)
  if (missed(result)) process.exitCode = 1
} finally {
  closeConnections()
  rmSync(folder, { recursive: true, force: true })
}
