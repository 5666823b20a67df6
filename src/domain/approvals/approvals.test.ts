import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn } from '../../../test/harness'
import { pdf } from '../../../test/shelf'
import { makeWorld, people, world } from '../../../test/world'
import { sha256 } from '../../lib/crypto'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { addFiles, deleteFile, setShared } from '../files/change'
import { readFile } from '../files/files'
import { addVersion } from '../files/versions'
import { editPhase } from '../projects/phases'
import { readApproval } from './approvals'
import { askApproval } from './ask'
import { decide, withdraw } from './decide'

beforeEach(makeWorld)

type Row = { id: string; state: string; sha256: string; decided_by: string | null; canonical: string }
const stored = (id: string) =>
  rows<Row>('select * from approvals where id = ?', id).then(([row]) => row as Row)

/** A deliverable that the client sees, asked for approval. */
async function askedFile() {
  const camille = await scopeIn('camille')
  const [added] = await addFiles(camille, env.FILES, [pdf()], { folder: 'deliverables', shared: true })
  const file = added?.fileId ?? ''
  const version = (await readFile(camille, file)).newest
  const id = await askApproval(camille, { file, version: version.id }, { message: 'Un mot', covers: [] })
  return { id, file, version, digest: (await stored(id)).sha256 }
}

const approve = async (who: 'lea' | 'hugo' | 'camille', id: string, digest: string) =>
  decide(await scopeIn(who), id, { outcome: 'approved', sha256: digest })

describe('an approval', () => {
  it('of a version seals its text, who and when, with digests alone in the journal', async () => {
    const { id, version, digest } = await askedFile()
    await approve('lea', id, digest)
    const row = await stored(id)
    expect(row).toMatchObject({ state: 'approved', decided_by: people.lea.membership })
    expect(await sha256(row.canonical)).toBe(digest)
    expect(row.canonical.split('\n')).toContain(JSON.stringify(['file_sha256', version.sha256]))
    const [event] = await rows<{ facts: string; id: string }>(
      `select * from events where kind = 'approval.approved'`,
    )
    expect(JSON.parse(event?.facts ?? '')).toEqual({ sha256: digest, comment: await sha256('') })
    expect((await readApproval(await scopeIn('lea'), id)).submitted.versions[0]?.sha256).toBe(version.sha256)
    expect(await rows('select event_id from approvals where id = ?', id)).toEqual([{ event_id: event?.id }])
  })

  it('of a phase names its dates, its state and the deliverables that were ticked', async () => {
    const { version } = await askedFile()
    const camille = await scopeIn('camille')
    await editPhase(camille, world.phase.id, {
      name: 'Maquette',
      state: 'done',
      startsOn: null,
      dueOn: '2026-12-01',
    })
    const id = await askApproval(camille, { phase: world.phase.id }, { message: '', covers: [version.id] })
    const { submitted } = await readApproval(await scopeIn('lea'), id)
    expect(submitted.phase).toMatchObject({ name: 'Maquette', state: 'done', dueOn: '2026-12-01' })
    expect(submitted.versions.map(v => v.id)).toEqual([version.id])
    expect(await rows('select version_id from approval_versions where approval_id = ?', id)).toEqual([
      { version_id: version.id },
    ])
  })

  it('is decided once, however many decide at the same moment', async () => {
    const { id, digest } = await askedFile()
    const scopes = await Promise.all(Array.from({ length: 50 }, () => scopeIn('lea')))
    const outcomes = await Promise.allSettled(
      scopes.map((scope, i) =>
        decide(
          scope,
          id,
          i % 2
            ? { outcome: 'approved', sha256: digest }
            : { outcome: 'changes', sha256: digest, comment: `Le logo ${i}` },
        ),
      ),
    )
    const lost = outcomes.filter(o => o.status === 'rejected')
    expect(lost).toHaveLength(49)
    expect(lost.every(o => o.reason instanceof Conflict)).toBe(true)
    const decisions = (await kindsOf()).filter(k => k === 'approval.approved' || k === 'approval.changes')
    expect(decisions).toEqual([`approval.${(await stored(id)).state}`])
  })

  it('has one outcome when its version is replaced at the same moment', async () => {
    for (let round = 0; round < 6; round++) {
      const { id, file, digest } = await askedFile()
      const [camille, lea] = [await scopeIn('camille'), await scopeIn('lea')]
      const replace = () => addVersion(camille, env.FILES, file, [pdf('Maquette.pdf', `%PDF-1.7\n${round}`)])
      const word = () => decide(lea, id, { outcome: 'approved', sha256: digest })
      const both = round % 2 ? [word(), replace()] : [replace(), word()]
      const settled = await Promise.allSettled(both)
      const [decided, replaced] = round % 2 ? settled : settled.toReversed()
      expect(replaced?.status).toBe('fulfilled')
      const { state } = await stored(id)
      expect(state).toBe(decided?.status === 'fulfilled' ? 'approved' : 'superseded')
      const of = await rows<{ kind: string }>(
        `select kind from events where subject_id = ? and kind <> 'approval.asked'`,
        id,
      )
      expect(of).toEqual([{ kind: `approval.${state}` }])
    }
  })

  it('is superseded by a new version, also where it came with a phase', async () => {
    const { id, file, version } = await askedFile()
    const camille = await scopeIn('camille')
    const phase = await askApproval(camille, { phase: world.phase.id }, { message: '', covers: [version.id] })
    await addVersion(camille, env.FILES, file, [pdf()])
    expect([(await stored(id)).state, (await stored(phase)).state]).toEqual(['superseded', 'superseded'])
    await expect(approve('lea', id, (await stored(id)).sha256)).rejects.toThrow(Conflict)
  })

  it('is superseded when it is asked again, and stays when it was decided', async () => {
    const first = await askedFile()
    const camille = await scopeIn('camille')
    const again = () =>
      askApproval(camille, { file: first.file, version: first.version.id }, { message: '', covers: [] })
    const second = await again()
    expect((await stored(first.id)).state).toBe('superseded')
    await approve('lea', second, (await stored(second)).sha256)
    await again()
    expect((await stored(second)).state).toBe('approved')
  })

  it('is not asked of a version that is no longer the newest, nor of what the client does not see', async () => {
    const { file, version } = await askedFile()
    const camille = await scopeIn('camille')
    await addVersion(camille, env.FILES, file, [pdf()])
    const ask = (id: string) => askApproval(camille, { file, version: id }, { message: '', covers: [] })
    await expect(ask(version.id)).rejects.toThrow(Conflict)
    await setShared(camille, file, false)
    await expect(ask((await readFile(camille, file)).newest.id)).rejects.toThrow(Forbidden)
  })

  it('ends with its file, hidden or deleted, and stays in the record', async () => {
    const camille = await scopeIn('camille')
    const [hidden, deleted] = [await askedFile(), await askedFile()]
    await setShared(camille, hidden.file, false)
    await deleteFile(camille, deleted.file)
    expect([(await stored(hidden.id)).state, (await stored(deleted.id)).state]).toEqual([
      'withdrawn',
      'withdrawn',
    ])
    const seen = await readApproval(await scopeIn('lea'), hidden.id)
    expect([seen.submitted.versions.length, seen.versions.length]).toEqual([1, 0])
  })

  it('is for those who may approve, with the text they saw', async () => {
    const { id, digest } = await askedFile()
    await expect(approve('hugo', id, digest)).rejects.toThrow(NotFound)
    await expect(approve('camille', id, digest)).rejects.toThrow(NotFound)
    await expect(approve('lea', id, '0'.repeat(64))).rejects.toThrow(Conflict)
    await withdraw(await scopeIn('equipe'), id)
    await expect(approve('lea', id, digest)).rejects.toThrow(Conflict)
    expect((await stored(id)).state).toBe('withdrawn')
  })
})
