import { Hono } from 'hono'
import { databaseAnswers } from '../db/enter'
import type { OpenApp } from '../web/context'

export const health = new Hono<OpenApp>().get('/health', async c =>
  (await databaseAnswers(c.var.door)) ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable' }, 503),
)
