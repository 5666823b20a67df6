import { createHash } from 'node:crypto'
import type { World } from './world.ts'

/** Somebody of the team: their membership, and the cookie they are signed in with. */
export type Member = { membership: string; cookie: string }

/** So many more of the team, each signed in, added to a world before it is written. */
export function addCrowd({ rows }: World, size: number, now: number): Member[] {
  const workspace = rows.workspaces?.[0]?.id as string
  return Array.from({ length: size }, (_, n) => {
    const id = (kind: number) =>
      `01900000-0000-7000-8000-${(0xc0de_0000_0000 + kind * 65_536 + n).toString(16).padStart(12, '0')}`
    const token = createHash('sha256').update(`crowd ${n}`).digest('base64url')
    const [user, membership] = [id(1), id(2)]
    rows.users?.push({ id: user, email: `crowd-${n}@parvis.test`, name: `Personne ${n}`, created_at: now })
    rows.memberships?.push({
      ...{ id: membership, workspace_id: workspace, user_id: user, role: 'member', client_id: null },
      ...{ finance: 0, approve: 0, all_projects: 1, created_at: now, accepted_at: now },
    })
    rows.sessions?.push({
      ...{ id: id(3), user_id: user, token_hash: createHash('sha256').update(token).digest('hex') },
      ...{ created_at: now, last_seen_at: now, expires_at: now + 86_400_000 },
    })
    return { membership, cookie: `__Host-session=${token}` }
  })
}
