import { Hono } from 'hono'
import type { ProjectApp } from '../../web/context'
import { finance } from '../../web/session'
import { documents } from './documents'
import { pages } from './pages'
import { plans } from './plan'
import { requests } from './requests'
import { settlement } from './settlement'

/** Under a project: nobody without the finance capability knows that any of it exists. */
export const payments = new Hono<ProjectApp>()
  .use(finance)
  // Before those that take a payment's id in its place.
  .route('/', plans)
  .route('/', requests)
  .route('/', settlement)
  .route('/', documents)
  .route('/', pages)
