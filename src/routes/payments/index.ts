import { Hono } from 'hono'
import type { ProjectApp } from '../../web/context'
import { finance } from '../../web/session'
import { books } from './books'
import { pages } from './pages'

/** Under a project: nobody without the finance capability knows that any of it exists. */
export const payments = new Hono<ProjectApp>().use(finance).route('/', books).route('/', pages)
