import { beforeEach, describe, expect, it } from 'vitest'
import { uiFor } from '../../locales'
import { writeWeek } from '../../templates/reports/words'
import { as, kindsOf, rows, scopeIn, system } from '../../test/harness'
import { makeWorld, world } from '../../test/world'
import { createRequest } from '../domain/payments/requests'
import { draftReport } from '../domain/reports/draft'
import { createTask } from '../domain/tasks/tasks'
import { moveTask } from '../domain/tickets/move-task'
import { urls } from '../urls'

beforeEach(async () => {
  await makeWorld()
  await rows("update projects set weekly = 'draft'")
})

const [w, p] = ['atelier', world.site.id]
const list = urls.reports(w, p)
const at = (id: string, part?: Parameters<typeof urls.reportPart>[3]) =>
  part ? urls.reportPart(w, p, id, part) : urls.report(w, p, id)
const trips = (answer: Response) => Number(answer.headers.get('X-D1-Round-Trips'))
const bodyOf = async () => (await rows<{ body: string }>('select body from weekly_reports'))[0]?.body
const task = {
  description: '',
  priority: 'normal',
  assigneeId: null,
  phaseId: null,
  dueOn: null,
  internal: false,
} as const

async function drafted(title = 'Intégrer la carte'): Promise<string> {
  const team = await scopeIn('camille')
  await moveTask(team, await createTask(team, { ...task, title }), { to: 'done' })
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
  const scope = await system().project(p)
  const ui = await uiFor('fr', scope.workspace, scope.now)
  return (await draftReport(scope, 'draft', writeWeek(ui))) ?? ''
}

describe('a draft’s page', () => {
  it('is there for the team alone, with the words beside what will be read', async () => {
    const id = await drafted()
    const html = await (await as('equipe')).html(at(id))
    expect(html).toMatch(/<textarea[^>]*id="body"[^>]*>\*\*Fait cette semaine/)
    expect(html).toMatch(
      /id="report-preview"[\s\S]*<strong>Fait cette semaine<\/strong>[\s\S]*<li>Intégrer la carte/,
    )
    expect(html).not.toContain('987')
    expect(await (await as('camille')).html(at(id))).toContain('987,65')
    expect((await (await as('lea')).get(at(id))).status).toBe(404)
    expect(await (await as('lea')).html(list)).not.toContain(id)
  })

  it('reads in two round trips, and changes in three', async () => {
    const id = await drafted()
    const camille = await as('camille')
    for (const path of [list, at(id), urls.project(w, p)]) expect(trips(await camille.get(path))).toBe(2)
    const fields = { body: 'Nos mots', money: '', seen: '0' }
    expect(trips(await camille.post(at(id, 'preview'), fields))).toBe(2)
    expect(trips(await camille.post(at(id, 'compilation'), fields))).toBe(3)
    expect(trips(await camille.post(at(id), fields))).toBe(3)
    const { changed_at } =
      (await rows<{ changed_at: number }>('select changed_at from weekly_reports'))[0] ?? {}
    expect(trips(await camille.post(at(id, 'sending'), { ...fields, seen: changed_at }))).toBe(3)
  })

  it('shows what was typed as it would be read, and keeps nothing', async () => {
    const id = await drafted()
    const camille = await as('camille')
    const answer = await camille.post(at(id, 'preview'), { body: 'Tout **va** bien', money: '', seen: '0' })
    const html = await answer.text()
    expect([answer.status, html.includes('Tout <strong>va</strong> bien')]).toEqual([200, true])
    expect(await bodyOf()).toContain('Fait cette semaine')
    const empty = await camille.post(at(id, 'sending'), { body: '  ', money: 'Gardé', seen: '0' })
    expect([empty.status, (await empty.text()).includes('Gardé')]).toEqual([422, true])
  })

  it('shows no HTML of anybody, typed or gathered', async () => {
    const evil = '<img src=x onerror=alert(1)> [là](javascript:alert(1)) **x**'
    const id = await drafted(evil)
    const camille = await as('camille')
    await camille.post(at(id, 'sending'), { body: `${evil}\n\n${await bodyOf()}`, money: evil, seen: '0' })
    for (const who of ['camille', 'lea'] as const) {
      const html = await (await as(who)).html(at(id))
      expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
      expect(html).not.toMatch(/<img src=x|href="javascript/)
    }
  })
})

describe('words that somebody typed', () => {
  it('come back when somebody else saved meanwhile, beside theirs, and can then be sent', async () => {
    const id = await drafted()
    const [ada, camille] = [await as('ada'), await as('camille')]
    await ada.post(at(id), { body: 'Le texte d’Ada', money: '', seen: '0' })
    // A look at the preview does not make it their own.
    const looked = await (
      await camille.post(at(id, 'preview'), { body: 'Celui de Camille', money: '', seen: '0' })
    ).text()
    expect(looked).toContain('name="seen" value="0"')
    const refused = await camille.post(at(id, 'sending'), { body: 'Celui de Camille', money: '', seen: '0' })
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html).toMatch(/<textarea[^>]*>Celui de Camille<\/textarea>/)
    expect(html).toMatch(/id="report-theirs"[\s\S]*Le texte d’Ada/)
    const seen = /name="seen" value="(\d+)"/.exec(html)?.[1]
    expect(
      (await camille.post(at(id, 'sending'), { body: 'Celui de Camille', money: '', seen })).status,
    ).toBe(303)
    expect(await (await as('hugo')).html(at(id))).toContain('Celui de Camille')
  })

  it('come back when it was sent meanwhile', async () => {
    const id = await drafted()
    await (await as('ada')).post(at(id, 'sending'), { body: 'Envoyé par Ada', money: '', seen: '0' })
    const late = await (await as('camille')).post(at(id), { body: 'Trop tard', money: '', seen: '0' })
    const html = await late.text()
    expect([late.status, html.includes('Trop tard'), html.includes('Envoyé par Ada')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await kindsOf()).filter(k => k.startsWith('report.'))).toEqual(['report.drafted', 'report.sent'])
  })

  it('are asked for before the week is gathered anew, and kept if one likes', async () => {
    const id = await drafted()
    const team = await scopeIn('camille')
    await moveTask(team, await createTask(team, { ...task, title: 'Une de plus' }), { to: 'done' })
    const camille = await as('camille')
    const typed = { body: 'Mes mots', money: '', seen: '0' }
    const asked = await (await camille.post(at(id, 'compilation'), typed)).text()
    expect(asked).toMatch(/Remplacer votre texte[\s\S]*Une de plus[\s\S]*Mes mots/)
    const anew = await (await camille.post(at(id, 'compilation'), { ...typed, sure: '1' })).text()
    expect(anew).toMatch(/<textarea[^>]*>[^<]*- Une de plus[^<]*<\/textarea>/)
    expect(anew).not.toContain('Mes mots')
    // Nobody's words: nothing to ask.
    const plain = await (
      await camille.post(at(id, 'compilation'), { ...typed, body: (await bodyOf()) ?? '' })
    ).text()
    expect(plain).toMatch(/<textarea[^>]*>[^<]*- Une de plus/)
    expect(await bodyOf()).not.toContain('Une de plus')
  })
})

describe('a report that was sent', () => {
  it('is read by the client, the amounts by those who see them', async () => {
    const id = await drafted()
    const answer = await (await as('camille')).post(at(id, 'sending'), {
      body: 'Bonne semaine',
      money: '- 987,65 €',
      seen: '0',
    })
    expect(answer.headers.get('Location')).toBe(at(id))
    const [lea, hugo] = [await as('lea'), await as('hugo')]
    expect(await lea.html(at(id))).toMatch(/Bonne semaine[\s\S]*987,65/)
    const html = await hugo.html(at(id))
    expect([html.includes('Bonne semaine'), html.includes('987')]).toEqual([true, false])
    expect(html).not.toContain('<textarea')
    expect(await hugo.html(list)).toContain(at(id))
    expect(await hugo.html(urls.project(w, p))).toContain(list)
    expect((await (await as('nadia')).get(urls.report(w, world.cafe.id, id))).status).toBe(404)
  })
})

describe('the setting', () => {
  it('is changed from both its places, and comes back to them', async () => {
    const camille = await as('camille')
    expect(await camille.html(urls.projectSettings(w, p))).toContain(urls.weeklyReports(w, p))
    const from = async (on: string) =>
      (
        await camille.post(urls.weeklyReports(w, p), { weekly: on === 'settings' ? 'auto' : 'off', on })
      ).headers.get('Location')
    expect([await from('settings'), await from('reports')]).toEqual([urls.projectSettings(w, p), list])
    expect((await camille.post(urls.weeklyReports(w, p), { weekly: 'hourly' })).status).toBe(422)
    expect(await camille.html(list)).toContain('ne sont pas résumées')
    const member = await (await as('equipe')).html(list)
    expect(member).not.toContain(urls.weeklyReports(w, p))
  })
})
