import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { rows } from '../../../test/harness'
import { as, DAY, drafting, FRIDAY, MINUTE, stored, task, weeklyWorld, work } from '../../../test/reports'
import { START, world } from '../../../test/world'
import { newId } from '../../lib/id'
import { askApproval } from '../approvals/ask'
import { decide } from '../approvals/decide'
import { addFiles } from '../files/change'
import { postMessage } from '../messages/post'
import { createRequest } from '../payments/requests'
import { recordTransfer } from '../payments/transfer'
import { editPhase } from '../projects/phases'
import { steer } from '../projects/steering'
import { createTask } from '../tasks/tasks'
import { moveTask } from '../tickets/move-task'
import { openTicket } from '../tickets/open'
import { priceTicket } from '../tickets/price'
import { resolveTicket } from '../tickets/resolve'

beforeEach(weeklyWorld)

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
