import { Hono } from 'hono'
import { JournalPage } from '../../templates/activity/journal'
import { readJournal } from '../domain/activity/journal'
import type { ProjectApp } from '../web/context'
import { page } from '../web/page'
import { sentenceOf } from '../web/sentence'

/** What happened in a project, newest first. */
export const journal = new Hono<ProjectApp>().get('/', async c => {
  const { scope, ui } = c.var
  const before = c.req.query('before')
  const { lines, older } = await readJournal(scope, before)
  return page(
    c,
    { title: ui.t('activity.journal_page.title'), at: 'journal' },
    <JournalPage
      ui={ui}
      slug={scope.workspace.slug}
      project={scope.project}
      lines={lines.map(line => ({ ...line, text: sentenceOf(ui, line) }))}
      before={before}
      older={older}
    />,
  )
})
