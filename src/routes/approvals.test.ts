import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { as, Browser, rows, scopeIn, system } from '../../test/harness'
import { p, pdf, put, w } from '../../test/shelf'
import { makeWorld, people, world } from '../../test/world'
import { askApproval } from '../domain/approvals/ask'
import { decide } from '../domain/approvals/decide'
import { approvalEvents } from '../domain/approvals/events'
import type { Happened } from '../domain/events/meaning'
import { addVersion } from '../domain/files/versions'
import { sealUpTo } from '../jobs/seal'
import { groupedCode } from '../lib/code'
import { urls } from '../urls'

beforeEach(makeWorld)

type Row = { id: string; state: string; sha256: string; code: string; event_id: string; comment: string }
const newest = async () => (await rows<Row>('select * from approvals order by rowid desc limit 1'))[0] as Row

/** A deliverable asked for approval, through the pages. */
async function asked() {
  const camille = await as('camille')
  const file = await put(camille)
  const answer = await camille.post(urls.approvals(w, p), {
    file: file.id,
    version: file.version,
    message: 'Regardez le titre',
  })
  const approval = await newest()
  expect(answer.headers.get('Location')).toBe(urls.approval(w, p, approval.id))
  return {
    camille,
    file,
    approval,
    part: (of: 'acceptance' | 'changes' | 'receipt') => urls.approvalPart(w, p, approval.id, of),
  }
}

async function decided() {
  const found = await asked()
  const lea = await as('lea')
  await lea.post(found.part('acceptance'), { sha256: found.approval.sha256, agreed: '1' })
  return { ...found, lea, approval: await newest() }
}

const seal = (eventId: string) => sealUpTo(system(), world.atelier.id, eventId)
const verified = async (code: string, digest?: string) => {
  const path = digest ? `${urls.verify()}?code=${code}&sha256=${digest}` : urls.verify(code)
  return new Browser().get(path)
}

describe('an approval’s pages', () => {
  it('tell a deciding contact on the dashboard, and lead them through the exact text', async () => {
    const { approval, part } = await asked()
    const lea = await as('lea')
    const home = await lea.html(urls.project(w, p))
    expect(home).toContain('À valider')
    expect(home).toContain(urls.approval(w, p, approval.id))
    expect(await lea.html(urls.approval(w, p, approval.id))).toContain(part('acceptance'))
    const confirm = await lea.html(part('acceptance'))
    expect(confirm).toContain(approval.sha256)
    expect(confirm).toContain('[&quot;file_name&quot;,&quot;Maquette.pdf&quot;]')
    const done = await lea.post(part('acceptance'), { sha256: approval.sha256, agreed: '1' })
    expect(done.status).toBe(303)
    expect((await newest()).state).toBe('approved')
  })

  it('show the others where it stands, without the buttons', async () => {
    const { approval, part } = await asked()
    const hugo = await as('hugo')
    const html = await hugo.html(urls.approval(w, p, approval.id))
    expect(html).toContain('Maquette.pdf')
    expect(html).not.toContain(part('acceptance'))
  })

  it('take no approval without the box, and no changes without words, which stay', async () => {
    const { approval, part } = await asked()
    const lea = await as('lea')
    const unticked = await lea.post(part('acceptance'), { sha256: approval.sha256 })
    expect(unticked.status).toBe(422)
    const silent = await lea.post(part('changes'), { sha256: approval.sha256, comment: ' ' })
    expect(silent.status).toBe(422)
    expect((await newest()).state).toBe('asked')
    await lea.post(part('changes'), { sha256: approval.sha256, comment: 'Le logo plus grand' })
    expect(await newest()).toMatchObject({ state: 'changes', comment: 'Le logo plus grand' })
    expect(await lea.html(urls.approval(w, p, approval.id))).toContain('Le logo plus grand')
  })

  it('read in two round trips, and decide in three', async () => {
    const { approval, part } = await asked()
    const lea = await as('lea')
    const trips = (answer: Response) => Number(answer.headers.get('X-D1-Round-Trips'))
    expect(trips(await lea.get(urls.approval(w, p, approval.id)))).toBe(2)
    expect(trips(await lea.get(urls.approvals(w, p)))).toBe(2)
    expect(trips(await lea.get(urls.project(w, p)))).toBe(2)
    const fields = { sha256: approval.sha256, agreed: '1' }
    expect(trips(await lea.post(part('acceptance'), fields))).toBe(3)
  })
})

describe('mail', () => {
  /** What an event's meaning tells whom, now. */
  const toldOf = async (kind: 'approval.asked' | 'approval.approved') => {
    const [event] = await rows<Happened>(
      'select *, subject_id subjectId, actor_id actorId from events where kind = ?',
      kind,
    )
    const scope = await system().project(world.site.id)
    return approvalEvents[kind].tell(scope, event as Happened)
  }

  it('asks those who may approve, with the team’s words', async () => {
    const { approval } = await asked()
    expect(await toldOf('approval.asked')).toMatchObject([
      {
        to: [people.lea.membership],
        mail: {
          kind: 'approvals.mail.asked',
          quote: 'Regardez le titre',
          path: urls.approval(w, p, approval.id),
        },
      },
    ])
  })

  it('tells the team what was decided, and asks nobody any more', async () => {
    await decided()
    expect(await toldOf('approval.asked')).toEqual([])
    const [told] = await toldOf('approval.approved')
    const team = (['camille', 'ada', 'equipe', 'limited'] as const).map(name => people[name].membership)
    expect(told?.to.toSorted()).toEqual(team.toSorted())
  })
})

describe('the receipt', () => {
  // A large module, which the test runner reads slowly the first time.
  beforeAll(() => import('../web/press.gen'), 60_000)

  it('is a PDF for both sides, once decided', async () => {
    const { part, lea, camille, approval } = await decided()
    await seal(approval.event_id)
    for (const browser of [lea, camille]) {
      const answer = await browser.get(part('receipt'))
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Content-Type')).toBe('application/pdf')
      const bytes = new Uint8Array(await answer.arrayBuffer())
      expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-')
      expect(bytes.length).toBeGreaterThan(8000)
    }
    expect(await lea.html(urls.approval(w, p, approval.id))).toMatch(
      /Sceau du journal[\s\S]{1,80}[0-9a-f]{64}/,
    )
  })

  it('is not there before', async () => {
    const { part, camille } = await asked()
    expect((await camille.get(part('receipt'))).status).toBe(404)
  })
})

describe('verifying a code', () => {
  it('tells that the record is intact, to anybody, and nothing else', async () => {
    const { approval } = await decided()
    await seal(approval.event_id)
    const answer = await verified(groupedCode(approval.code).toLowerCase())
    const html = await answer.text()
    expect(html).toContain('L’enregistrement est intact')
    for (const word of ['Lumen', 'Lune', 'Maquette', 'Lea', 'Camille', approval.sha256, w, p])
      expect(html).not.toContain(`${word}`)
    expect(await (await verified(approval.code, approval.sha256)).text()).toContain('est intact')
    expect(await (await verified(approval.code, '0'.repeat(64))).text()).toContain('ne concorde pas')
  })

  it('says that a record is not sealed yet', async () => {
    const { approval } = await decided()
    await seal(approval.event_id)
    await env.DB.exec('drop trigger seals_no_delete')
    await rows('delete from seals')
    expect(await (await verified(approval.code)).text()).toContain('pas encore scellé')
  })

  it.each([
    ['its text', `update approvals set canonical = replace(canonical, 'Maquette', 'Facture')`],
    ['its text with its digest', `update approvals set sha256 = '${'1'.repeat(64)}'`],
    ['the state', `update approvals set state = 'changes'`],
    ['the comment', `update approvals set comment = 'Non'`],
    ['who decided', `update approvals set decided_by = '${people.hugo.membership}'`],
    ['when', 'update approvals set decided_at = decided_at - 1'],
    ['its line', `update events set at = at - 1 where kind = 'approval.approved'`],
    [
      'the seal before it',
      `update seals set hash = '${'2'.repeat(64)}' where seq = (select max(seq) - 1 from seals)`,
    ],
  ])('sees that somebody changed %s', async (_, change) => {
    const { approval } = await decided()
    await seal(approval.event_id)
    for (const trigger of ['events_no_update', 'seals_no_update'])
      await env.DB.exec(`drop trigger if exists ${trigger}`)
    await env.DB.prepare(change).run()
    expect(await (await verified(approval.code)).text()).toContain('ne concorde pas')
  })

  it('answers the same page for a code that nobody has, or that was not decided', async () => {
    const { approval } = await asked()
    const plain = (html: string) => html.replace(/value="[^"]*"/g, '')
    const [open, nobodys] = [await verified(approval.code), await verified('0'.repeat(20))]
    expect([open.status, nobodys.status]).toEqual([200, 200])
    expect(plain(await open.text())).toBe(plain(await nobodys.text()))
    expect((await new Browser().get(urls.verify('pas-un-code'))).status).toBe(200)
  })

  it('grows tired of one network', async () => {
    const browser = new Browser()
    for (let i = 0; i < 60; i++) await browser.get(urls.verify('0'.repeat(20)))
    expect((await browser.get(urls.verify('0'.repeat(20)))).status).toBe(429)
  })

  it('begins at a form', async () => {
    expect(await new Browser().html(urls.verify())).toContain('name="code"')
    const answer = await new Browser().get(`${urls.verify()}?code=${groupedCode('0'.repeat(20))}`)
    expect(answer.headers.get('Location')).toBe(urls.verify('0'.repeat(20)))
  })
})

describe('a replaced version', () => {
  /** A bucket in which something happens while a file's bytes arrive. */
  const meanwhile = (happens: () => Promise<unknown>) =>
    new Proxy(env.FILES, {
      get: (target, name) => {
        if (name !== 'put') return Reflect.get(target, name)
        return async (...sent: Parameters<R2Bucket['put']>) => {
          await happens()
          return target.put(...sent)
        }
      },
    }) as R2Bucket
  const replaced = async (file: string, happens: () => Promise<unknown>) =>
    addVersion(await scopeIn('camille'), meanwhile(happens), file, [pdf('v2.pdf', '%PDF-1.7 v2')])

  it('leaves a decision that came first as it is', async () => {
    const { approval, file } = await asked()
    const lea = await scopeIn('lea')
    await replaced(file.id, () => decide(lea, approval.id, { outcome: 'approved', sha256: approval.sha256 }))
    expect((await newest()).state).toBe('approved')
    expect(await rows('select max(number) n from file_versions where file_id = ?', file.id)).toEqual([
      { n: 2 },
    ])
    expect(await rows(`select 1 from events where kind = 'approval.superseded'`)).toEqual([])
  })

  it('ends what was asked of it only just before', async () => {
    const file = await put(await as('camille'))
    const ada = await scopeIn('ada')
    await replaced(file.id, () =>
      askApproval(ada, { file: file.id, version: file.version }, { message: '', covers: [] }),
    )
    expect((await newest()).state).toBe('superseded')
  })
})
