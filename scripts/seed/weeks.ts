import { uiFor } from '../../locales'
import { sendReport } from '../../src/domain/reports/change'
import { draftReport } from '../../src/domain/reports/draft'
import { draftReports, type Place, weeksDue } from '../../src/domain/reports/due'
import { readReport } from '../../src/domain/reports/reports'
import { languageOf } from '../../src/domain/reports/week'
import { writeWeek } from '../../templates/reports/words'
import type { Plan } from './plan'
import type { Scene } from './scene'
import type { World } from './world'

const camille = 'camille@atelier.test'

const writing = async (place: Omit<Place, 'id'>) =>
  writeWeek(await uiFor(languageOf(place), place, Date.now()))

/** The report of last week, drafted on its Friday, with a word of Camille's on top, and sent. */
export function lastWeek(scene: Scene): void {
  const { world, plan, project } = scene
  const friday = ((new Date(world.today).getUTCDay() + 6) % 7) + 3
  const id = { value: '' }
  plan.on(world.at(friday, 14), async at => {
    const scope = await world.system(at).project(project.value)
    id.value = (await draftReport(scope, 'draft', await writing(scope.workspace))) ?? ''
  })
  scene.does(camille, [friday, 15, 20], async scope => {
    if (!id.value) return
    const { body, money } = await readReport(scope, id.value)
    const hello =
      'Bonjour Léa, bonjour Hugo,\n\nla carte des thés avance bien : **la grille et les filtres sont en place**, il reste les prix au poids.'
    await sendReport(scope, id.value, {
      body: `${hello}\n\n${body}`,
      money: money ?? undefined,
      seen: 0,
    })
  })
}

/** On a Friday afternoon this week’s drafts are there already, and nobody is told of them in the middle of a look around. */
export function weeks(world: World, plan: Plan): void {
  plan.on(Date.now(), async at => {
    const system = world.system(at)
    await draftReports(system, await weeksDue(system), writing)
  })
}
