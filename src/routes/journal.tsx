import { Hono } from 'hono'
import { JournalPage } from '../../templates/activity/journal'
import { groupsFor, journalInput } from '../domain/activity/filter'
import { readJournal } from '../domain/activity/journal'
import type { ProjectApp } from '../web/context'
import { page } from '../web/page'
import { sentenceOf } from '../web/sentence'

/** What happened in a project, newest first; of one kind or by one person where the address says so. */
export const journal = new Hono<ProjectApp>().get('/', async c => {
  const { scope, ui } = c.var
  const filter = journalInput.parse(c.req.query())
  const { lines, older, people } = await readJournal(scope, filter)
  return page(
    c,
    { title: ui.t('activity.journal_page.title'), at: 'journal' },
    <JournalPage
      ui={ui}
      slug={scope.workspace.slug}
      project={scope.project}
      team={scope.isTeam}
      lines={lines.map(line => ({ ...line, text: sentenceOf(ui, line) }))}
      filter={filter}
      groups={groupsFor(scope)}
      people={people}
      older={older}
    />,
  )
})
