import { Hono } from 'hono'
import type { OpenApp } from '../../web/context'
import { account } from './account'
import { invitations } from './invitations'
import { resets } from './resets'
import { signIn } from './sign-in'
import { spaces } from './spaces'

export { entrance } from './spaces'

/** What is open to the world, or to whoever is signed in: the way in, and one's own account. */
export const accounts = new Hono<OpenApp>()
  .route('/', signIn)
  .route('/', resets)
  .route('/', invitations)
  .route('/', account)
  .route('/', spaces)
