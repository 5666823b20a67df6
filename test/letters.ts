import { env } from 'cloudflare:workers'
import { unseal } from '../src/lib/seal'
import { ORIGIN, rows } from './harness'

/** A mail's words, as they wait sealed in its row. */
export type Letter = {
  draft: { kind: string; path: string; values?: Record<string, string> }
  locale: string
  workspaceId: string | null
}

/** What the newest mail to an address says, opened with the key; to nobody where it is empty. */
export async function mailTo(address: string): Promise<Letter> {
  const [mail] = await rows<{ sealed_props: string }>(
    'select sealed_props from mails where to_address = ? order by rowid desc limit 1',
    address,
  )
  return unseal<Letter>([env.SECRET_KEY as string], 'mail', mail?.sealed_props ?? '')
}

export const location = (response: Response): string => response.headers.get('Location') ?? ''

/** The ask that a sign-in was answered with. */
export const askIn = (response: Response): string =>
  new URL(location(response), ORIGIN).searchParams.get('ask') ?? ''

/** The kinds of the security log, oldest first. */
export const logged = async (): Promise<string[]> =>
  (await rows<{ kind: string }>('select kind from security_log order by rowid')).map(r => r.kind)
