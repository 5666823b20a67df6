import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { uiFor } from '../../../locales'
import { writeWeek } from '../../../templates/reports/words'
import { kindsOf, rows, scopeIn, system } from '../../../test/harness'
import { followAll } from '../../../test/isolation/canaries'
import { emailOf, makeWorld, type PersonName, START, world } from '../../../test/world'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { unseal } from '../../lib/seal'
import { askApproval } from '../approvals/ask'
import { decide } from '../approvals/decide'
import { addFiles } from '../files/change'
import { postMessage } from '../messages/post'
import type { SealedMail } from '../notifications/follow'
import { createRequest } from '../payments/requests'
import { recordTransfer } from '../payments/transfer'
import { editPhase } from '../projects/phases'
import { setArchived, setProjectState } from '../projects/projects'
import { steer } from '../projects/steering'
import { createTask } from '../tasks/tasks'
import { moveTask } from '../tickets/move-task'
import { openTicket } from '../tickets/open'
import { priceTicket } from '../tickets/price'
import { resolveTicket } from '../tickets/resolve'
import { compiledAnew, leaveReport, saveDraft, sendReport } from './change'
import { type Due, draftReports, leaveReports, type Place, sendReports, weeksDue } from './due'
import { listReports, readReport } from './reports'
import { setWeekly } from './weekly'

beforeEach(async () => {
  await makeWorld()
  await rows("update projects set weekly = 'draft'")
})

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
/** The world begins on Thursday at 10:00 in Paris; the day after, at two. */
const FRIDAY = START + DAY + 4 * HOUR
const WEEK = '2026-11-16'

const writing = async (place: Place) => writeWeek(await uiFor('fr', place, FRIDAY))
const at = (act: (scope: ReturnType<typeof system>, due: Due) => Promise<number>) => async (now: number) => {
  const scope = system(now)
  return act(scope, await weeksDue(scope))
}
const drafting = at((scope, due) => draftReports(scope, due, writing))
const [sending, leaving] = [at(sendReports), at(leaveReports)]
const as = (who: PersonName, now = START) => scopeIn(who, world.site, now)
const stored = () =>
  rows<{ id: string; project_id: string; state: string; body: string; money: string; auto: number }>(
    'select * from weekly_reports order by rowid',
  )
const task = {
  description: '',
  priority: 'normal',
  assigneeId: null,
  phaseId: null,
  dueOn: null,
  internal: false,
} as const
/** Something the client may see: a task done. */
const work = async (title = 'Intégrer la carte', now = START, internal = false) => {
  const scope = await as('equipe', now)
  const id = await createTask(scope, { ...task, title, internal })
  await moveTask(scope, id, { to: 'done' })
  return id
}
const drafted = async (now = FRIDAY) => {
  await work()
  await drafting(now)
  return (await stored())[0]?.id ?? ''
}
const input = (body: string, seen = 0) => ({ body, money: undefined, seen })
const mailsOf = async (kind: string) => {
  const found = await rows<{ to_address: string; sealed_props: string; finance: number }>(
    'select to_address, sealed_props, finance from mails where kind = ? order by to_address',
    kind,
  )
  return Promise.all(
    found.map(async m => ({
      to: m.to_address,
      finance: m.finance,
      draft: (await unseal<SealedMail>([env.SECRET_KEY as string], 'mail', m.sealed_props)).draft,
    })),
  )
}

describe('a week in words', () => {
  it('tells what was done, what comes, what is awaited and, apart, the money', async () => {
    const [team, lea] = [await as('camille'), await as('lea')]
    const form = { type: 'bug', urgency: 'urgent', body: 'Des mots', phaseId: null } as const
    await work('Intégrer la **carte**')
    await work('Secrète', START, true)
    const going = await createTask(team, { ...task, title: 'Page des ateliers', dueOn: '2026-11-26' })
    await moveTask(team, going, { to: 'in_progress' })
    const solved = await openTicket(lea, { ...form, subject: 'Le menu est bloqué' })
    await resolveTicket(team, solved)
    const priced = await openTicket(lea, { ...form, subject: 'Une carte cadeau' })
    await priceTicket(team, priced, {
      amount: '320,00',
      entry: 'ttc',
      description: 'x',
      delayDays: 5,
      terms: 'now',
      validUntil: null,
    })
    const [file] = await addFiles(team, env.FILES, [new File(['abc'], 'Accueil.txt')], {
      folder: 'deliverables',
      shared: true,
    })
    await addFiles(lea, env.FILES, [new File(['abc'], 'de-lea.txt')], { folder: 'content', shared: true })
    await addFiles(team, env.FILES, [new File(['abc'], 'interne.txt')], { folder: 'content', shared: false })
    await editPhase(team, world.phase.id, { name: 'Maquette', state: 'done', startsOn: null, dueOn: null })
    const [version] = await rows<{ id: string }>(
      'select id from file_versions where file_id = ?',
      file?.fileId,
    )
    const asked = { file: file?.fileId ?? '', version: version?.id ?? '' }
    const approval = await askApproval(team, asked, { message: '', covers: [] })
    const [{ sha256 } = { sha256: '' }] = await rows<{ sha256: string }>('select sha256 from approvals')
    await decide(lea, approval, { outcome: 'approved', sha256 })
    await steer(team, {
      nextStep: 'Brancher la réservation',
      awaited: 'Les photos_des_ateliers',
      estimatedOn: '2026-12-20',
    })
    const bill = (title: string, amount: string, dueOn: string | null) =>
      createRequest(team, {
        kind: 'milestone',
        title,
        amount,
        description: '',
        basis: 'with',
        phaseId: null,
        dueOn,
        validUntil: null,
      })
    const paid = await bill('Acompte', '450,00', null)
    await recordTransfer(team, paid, { reference: 'VIR 1' })
    await bill('Jalon', '1 440,00', '2026-11-18')
    await bill('Solde', '700,00', '2026-12-01')
    await drafting(FRIDAY)
    const [report] = await stored()
    expect(report?.body).toBe(
      [
        '**Fait cette semaine**',
        '',
        '- Étape terminée\u202f: Maquette',
        '- Validé par vous\u202f: Accueil.txt',
        '- Intégrer la \\*\\*carte\\*\\*',
        '- Demande #1 résolue\u202f: Le menu est bloqué',
        '- Fichier partagé\u202f: Accueil.txt',
        '',
        '**La suite**',
        '',
        '- Prochaine étape\u202f: Brancher la réservation',
        '- Page des ateliers (pour le 26 nov.)',
        '- Livraison estimée\u202f: 20 décembre 2026',
        '',
        '**Ce que nous attendons de vous**',
        '',
        '- Les photos\\_des\\_ateliers',
        '- Votre accord sur le prix de la demande #2, «\u202fUne carte cadeau\u202f»',
      ].join('\n'),
    )
    expect(report?.money.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toBe(
      [
        '**Paiements**',
        '',
        '- Reçu : Acompte, 450,00 €',
        '- En retard depuis le 18 nov. : Jalon, 1 440,00 €',
        '- À régler avant le 1er déc. : Solde, 700,00 €',
      ].join('\n'),
    )
    expect(`${report?.body}`).not.toMatch(/\d,\d\d|Secrète|interne|de-lea/)
  })

  it('leaves out what was undone, what was done before, and a phase that was only touched again', async () => {
    const before = START - 7 * DAY
    await work('La semaine dernière', before)
    await editPhase(await as('camille', before), world.phase.id, {
      name: 'A',
      state: 'done',
      startsOn: null,
      dueOn: null,
    })
    await editPhase(await as('camille'), world.phase.id, {
      name: 'B',
      state: 'done',
      startsOn: null,
      dueOn: null,
    })
    const undone = await work('Reprise')
    await moveTask(await as('equipe', START + MINUTE), undone, { to: 'in_progress' })
    await drafting(FRIDAY)
    const [report] = await stored()
    expect(report?.body).toBe('**La suite**\n\n- Reprise')
  })

  it('says so where there is nothing to list', async () => {
    await postMessage(await as('camille'), env.FILES, { id: newId(START), body: 'Bonjour' }, [], {})
    await rows('delete from phases')
    await drafting(FRIDAY)
    expect((await stored())[0]?.body).toContain('suit son cours')
  })
})

describe('the cron', () => {
  it('sums up each week once, on Friday from two', async () => {
    await work()
    expect(await drafting(FRIDAY - MINUTE)).toBe(0)
    expect(await drafting(FRIDAY)).toBe(1)
    await work('Encore')
    expect(await drafting(FRIDAY)).toBe(0)
    expect(await drafting(FRIDAY + HOUR)).toBe(0)
    expect((await stored()).map(r => [r.project_id, r.state])).toEqual([[world.site.id, 'draft']])
    expect((await kindsOf()).filter(k => k.startsWith('report.'))).toEqual(['report.drafted'])
    // The week after it begins anew.
    await work('La suivante', FRIDAY + 6 * DAY)
    expect(await drafting(FRIDAY + 7 * DAY)).toBe(1)
  })

  it('makes one of many at once', async () => {
    await work()
    const made = await Promise.all(Array.from({ length: 20 }, () => drafting(FRIDAY)))
    expect(made.reduce((a, b) => a + b)).toBe(1)
    expect(await stored()).toHaveLength(1)
  })

  it('makes those of the others when one cannot be written, and says so', async () => {
    await work()
    const shop = await scopeIn('camille', world.shop, START)
    await moveTask(shop, await createTask(shop, { ...task, title: 'Panier' }), { to: 'done' })
    await rows(
      `create trigger no_report before insert on weekly_reports when new.project_id = '${world.site.id}'
       begin select raise(abort, 'disk full'); end`,
    )
    await expect(drafting(FRIDAY)).rejects.toThrow(/disk full|Failed/)
    expect((await stored()).map(r => r.project_id)).toEqual([world.shop.id])
    await rows('drop trigger no_report')
    expect(await drafting(FRIDAY + MINUTE)).toBe(1)
  })

  it('is late by working hours only, and never after the week', async () => {
    await work()
    expect(await drafting(FRIDAY + 5 * HOUR)).toBe(0)
    expect(await drafting(FRIDAY + DAY)).toBe(0)
    expect(await drafting(FRIDAY + 3 * DAY - 4 * HOUR)).toBe(0)
    expect(await drafting(FRIDAY + 4 * HOUR - 1)).toBe(1)
  })

  it.each([
    ['nothing happened', async () => {}],
    [
      'only the client wrote',
      async () => postMessage(await as('lea'), env.FILES, { id: newId(START), body: 'Allô' }, [], {}),
    ],
    ['only internal things did', async () => work('Interne', START, true)],
    ['something did the week before', async () => work('Avant', START - 7 * DAY)],
    [
      'the project is done',
      async () => work().then(async () => setProjectState(await as('camille'), 'done')),
    ],
    ['the project is archived', async () => work().then(async () => setArchived(await as('camille'), true))],
    ['none is wanted', async () => work().then(async () => setWeekly(await as('camille'), 'off'))],
  ])('makes none where %s', async (_, before) => {
    await before()
    expect(await drafting(FRIDAY)).toBe(0)
    expect(await stored()).toEqual([])
  })

  it('makes one where only something awaited changed', async () => {
    const lea = await as('lea')
    const id = await openTicket(lea, {
      type: 'bug',
      urgency: 'urgent',
      subject: 'S',
      body: 'B',
      phaseId: null,
    })
    expect(await drafting(FRIDAY)).toBe(0)
    await resolveTicket(await as('camille', START + MINUTE), id)
    expect(await drafting(FRIDAY)).toBe(1)
  })

  it('tells the team that may enter, and nobody of the client', async () => {
    await drafted()
    await followAll()
    const mails = await mailsOf('reports.mail.drafted')
    expect(mails.map(m => m.to)).toEqual(
      ['ada', 'camille', 'equipe', 'limited'].map(n => emailOf(n as PersonName)),
    )
    expect(mails[0]?.draft.quote).toBe(
      'Fait cette semaine\n• Intégrer la carte\n\nLa suite\n• Étape en cours\u202f: Maquette',
    )
  })

  it('leaves a draft that nobody sent by the next Monday’s noon, without a word', async () => {
    const id = await drafted()
    const noon = FRIDAY + 2 * DAY + 22 * HOUR
    expect(await leaving(noon - MINUTE)).toBe(0)
    expect((await readReport(await as('camille', noon - MINUTE), id)).open).toBe(true)
    expect((await readReport(await as('camille', noon), id)).open).toBe(false)
    const events = (await kindsOf()).length
    expect(await leaving(noon)).toBe(1)
    expect(await leaving(noon)).toBe(0)
    expect([(await stored())[0]?.state, (await kindsOf()).length]).toEqual(['left', events])
    await expect(sendReport(await as('camille', noon), id, input('Trop tard'))).rejects.toThrow(Conflict)
  })
})

describe('one that goes by itself', () => {
  const SENT = FRIDAY + 2.5 * HOUR
  beforeEach(async () => setWeekly(await as('camille'), 'auto'))

  it('is there to be looked at from two, and goes at half past four', async () => {
    await drafted()
    await followAll()
    const [mail] = await mailsOf('reports.mail.drafted_auto')
    expect(mail?.draft.values?.at).toEqual({ at: SENT })
    expect(await sending(SENT - MINUTE)).toBe(0)
    expect(await Promise.all([sending(SENT), sending(SENT)])).toContain(1)
    expect(await sending(SENT + MINUTE)).toBe(0)
    expect((await kindsOf()).filter(k => k === 'report.sent')).toHaveLength(1)
    expect((await stored())[0]).toMatchObject({ state: 'sent', sent_by: null, sent_at: SENT })
  })

  it.each([
    ['left', async (id: string) => leaveReport(await as('equipe', FRIDAY), id, input('x'))],
    ['sent by hand', async (id: string) => sendReport(await as('equipe', FRIDAY), id, input('x'))],
    ['of a project that was archived', async () => setArchived(await as('camille', FRIDAY), true)],
    ['of a project that is done', async () => setProjectState(await as('camille', FRIDAY), 'done')],
    ['not wanted so any more', async () => setWeekly(await as('camille', FRIDAY), 'draft')],
    ['wanted no more at all', async () => setWeekly(await as('camille', FRIDAY), 'off')],
  ])('does not when it was %s', async (_, before) => {
    const id = await drafted()
    await before(id)
    expect(await sending(SENT)).toBe(0)
  })

  it('goes with the words that somebody gave it meanwhile', async () => {
    const id = await drafted()
    await saveDraft(await as('equipe', FRIDAY + MINUTE), id, input('Mieux dit'))
    expect(await sending(SENT)).toBe(1)
    expect((await stored())[0]?.body).toBe('Mieux dit')
  })

  it('waits for somebody when its day is over', async () => {
    const id = await drafted()
    for (const late of [FRIDAY + 4 * HOUR, FRIDAY + DAY, FRIDAY + 2 * DAY + 20 * HOUR])
      expect(await sending(late)).toBe(0)
    expect((await readReport(await as('camille', FRIDAY + 2 * DAY + 20 * HOUR), id)).open).toBe(true)
  })
})

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
