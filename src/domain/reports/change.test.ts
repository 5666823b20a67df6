import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn } from '../../../test/harness'
import { followAll } from '../../../test/isolation/canaries'
import {
  as,
  drafted,
  FRIDAY,
  input,
  mailsOf,
  stored,
  WEEK,
  weeklyWorld,
  writing,
} from '../../../test/reports'
import { emailOf, world } from '../../../test/world'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { createRequest } from '../payments/requests'
import { setArchived, setProjectState } from '../projects/projects'
import { compiledAnew, saveDraft, sendReport } from './change'
import { listReports, readReport } from './reports'
import { setWeekly } from './weekly'

beforeEach(weeklyWorld)

describe('a draft', () => {
  it('is sent once, of fifty who send it at once', async () => {
    const id = await drafted()
    const scope = await as('camille', FRIDAY)
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () => sendReport(scope, id, input('Bonne semaine'))),
    )
    expect(tries.filter(t => t.status === 'fulfilled')).toHaveLength(1)
    expect((await kindsOf()).filter(k => k === 'report.sent')).toHaveLength(1)
    await followAll()
    await followAll()
    expect((await mailsOf('reports.mail.sent')).map(m => m.to)).toEqual([emailOf('hugo'), emailOf('lea')])
  })

  it('is not lost to two who edit it', async () => {
    const id = await drafted()
    await saveDraft(await as('camille', FRIDAY), id, input('De Camille'))
    const before = await readReport(await as('ada', FRIDAY), id)
    await expect(saveDraft(await as('ada', FRIDAY), id, input('D’Ada'))).rejects.toThrow(Conflict)
    await expect(sendReport(await as('ada', FRIDAY), id, input('D’Ada'))).rejects.toThrow(Conflict)
    await saveDraft(await as('ada', FRIDAY), id, input('D’Ada', before.changedAt ?? 0))
    // Within the same millisecond too.
    await expect(saveDraft(await as('camille', FRIDAY), id, input('Encore', FRIDAY))).rejects.toThrow(
      Conflict,
    )
    expect((await stored())[0]?.body).toBe('D’Ada')
  })

  it('is not sent from a project that ended, nor by the client, nor from elsewhere', async () => {
    const id = await drafted()
    await expect(sendReport(await as('lea', FRIDAY), id, input('x'))).rejects.toThrow(NotFound)
    await expect(readReport(await as('lea', FRIDAY), id)).rejects.toThrow(NotFound)
    await expect(sendReport(await scopeIn('camille', world.cafe, FRIDAY), id, input('x'))).rejects.toThrow(
      NotFound,
    )
    const scope = await as('camille', FRIDAY)
    await setProjectState(scope, 'done')
    await expect(sendReport(scope, id, input('x'))).rejects.toThrow(Conflict)
    expect((await kindsOf()).at(-1)).toBe('project.done')
  })

  it('keeps its part about money from whoever sees no amounts, in pages, mails and edits', async () => {
    const team = await as('camille')
    await createRequest(team, {
      kind: 'milestone',
      title: 'Jalon',
      amount: '987,65',
      description: '',
      basis: 'with',
      phaseId: null,
      dueOn: null,
      validUntil: null,
    })
    const id = await drafted()
    const member = await as('equipe', FRIDAY)
    expect((await readReport(member, id)).money).toBeNull()
    const anew = await compiledAnew(member, id, await writing(team.workspace))
    expect(JSON.stringify(anew)).not.toContain('987')
    await saveDraft(member, id, { body: 'Sans montant', money: 'Effacé', seen: 0 })
    expect((await stored())[0]?.money).toContain('987,65')
    const seen = (await readReport(member, id)).changedAt ?? 0
    await sendReport(member, id, { body: 'Envoyé', money: '', seen })
    await followAll()
    const mails = await mailsOf('reports.mail.sent')
    expect(mails.map(m => [m.to, m.finance, m.draft.quote?.includes('987,65')])).toEqual([
      [emailOf('hugo'), 0, false],
      [emailOf('lea'), 1, true],
    ])
    expect((await readReport(await as('lea', FRIDAY), id)).money).toContain('987,65')
    expect((await readReport(await as('hugo', FRIDAY), id)).money).toBeNull()
    // In the journal neither.
    const events = await rows<{ facts: string }>("select facts from events where kind like 'report.%'")
    expect(JSON.stringify(events)).not.toMatch(/987|Envoyé|Sans/)
  })

  it('changes nothing when saved as it is', async () => {
    const id = await drafted()
    const { body } = await readReport(await as('camille', FRIDAY), id)
    await saveDraft(await as('camille', FRIDAY), id, input(body))
    expect((await kindsOf()).at(-1)).toBe('report.drafted')
  })
})

describe('the list', () => {
  it('shows contacts what was sent, and the team all', async () => {
    const id = await drafted()
    expect((await listReports(await as('lea', FRIDAY))).reports).toEqual([])
    expect((await listReports(await as('limited', FRIDAY))).reports.map(r => [r.week, r.open])).toEqual([
      [WEEK, true],
    ])
    await sendReport(await as('camille', FRIDAY), id, input('x'))
    expect((await listReports(await as('hugo', FRIDAY))).reports.map(r => [r.state, r.sender])).toEqual([
      ['sent', 'Camille'],
    ])
    expect((await listReports(await scopeIn('nadia', world.cafe, FRIDAY))).reports).toEqual([])
  })
})

describe('how weeks are summed up', () => {
  it('is settled by those who manage, and told in the journal', async () => {
    await setWeekly(await as('ada'), 'auto')
    await setWeekly(await as('ada'), 'auto')
    expect(await kindsOf()).toEqual(['project.weekly_set'])
    await expect(setWeekly(await as('equipe'), 'off')).rejects.toThrow(NotFound)
    await expect(setWeekly(await as('lea'), 'off')).rejects.toThrow(NotFound)
    const scope = await as('camille')
    await setArchived(scope, true)
    await expect(setWeekly(await as('camille'), 'off')).rejects.toThrow(Forbidden)
  })
})
