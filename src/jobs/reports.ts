import { uiFor } from '../../locales'
import { writeWeek } from '../../templates/reports/words'
import type { Env } from '../config'
import { draftReports, leaveReports, type Place, sendReports, weeksDue } from '../domain/reports/due'
import { languageOf } from '../domain/reports/week'
import { withNudges } from './webhooks'

/**
 * The week's reports: summed up, sent where they go by themselves, and offered no more once they are old.
 * @throws the first failure, once all three were tried
 */
export async function sweepReports(env: Env, now: number): Promise<Record<string, number>> {
  const { system, settled } = withNudges(env, now)
  const writing = async (place: Place) => {
    const ui = await uiFor(languageOf(place), place, now)
    return writeWeek(ui)
  }
  const due = await weeksDue(system)
  const steps = [
    () => draftReports(system, due, writing),
    () => sendReports(system, due),
    () => leaveReports(system, due),
  ]
  const counts: number[] = []
  const failures: unknown[] = []
  for (const step of steps) counts.push(await step().catch(error => failures.push(error) && 0))
  await settled()
  if (failures.length > 0) throw failures[0]
  const [reports = 0, reportsSent = 0, reportsLeft = 0] = counts
  return { reports, reportsSent, reportsLeft }
}
