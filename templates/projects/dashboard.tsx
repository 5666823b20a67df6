import { urls } from '../../src/urls'
import { ToApprove } from '../approvals/list'
import { ButtonLink, Card, Columns, Feed, Notice, PageHeader } from '../shared'
import { AlsoAwaited, AwaitedCallout } from './awaited'
import { PhaseDialog } from './phase'
import { type DashboardProps, Figures, LastUpdate, mayEdit, Phases } from './pieces'
import { ProjectStateBadge } from './state'
import { PieceDialogs } from './steering'

/** The first screen of a project: state, next step, what is awaited, what is owed. */
export const ProjectDashboard = (props: DashboardProps) => {
  const { ui, slug, team, data } = props
  const { t } = ui
  const { project } = data
  const edits = mayEdit(props)
  return (
    <>
      <div id="dashboard" hx-get={urls.project(slug, project.id)} {...live}>
        <PageHeader
          eyebrow={team ? project.client : undefined}
          title={project.name}
          meta={
            <>
              <ProjectStateBadge t={t} state={project.archivedAt ? 'archived' : data.state} />
              {data.ball.holder === 'team' && t('projects.dash.ours_since', { days: data.ball.days })}
              {project.contact && !props.mine && (
                <span>
                  {t(team ? 'projects.contact.theirs' : 'projects.contact.yours', { name: project.contact })}
                </span>
              )}
            </>
          }
          lead={project.summary || undefined}
          actions={
            team && (
              <>
                {edits && (
                  <ButtonLink href={urls.steering(slug, project.id)} icon="pencil">
                    {t('projects.dash.steer')}
                  </ButtonLink>
                )}
                <ButtonLink href={urls.seenAs(slug, project.id)} icon="eye" variant="ghost">
                  {t('projects.seen_as.title')}
                </ButtonLink>
              </>
            )
          }
        />
        <Columns aside={<Side {...props} />}>
          {project.archivedAt && <Notice icon="archive">{t('projects.archived_banner')}</Notice>}
          {edits && data.unheard && <Unheard {...props} />}
          <AwaitedCallout {...props} />
          <Figures {...props} />
          <AlsoAwaited {...props} />
          <ToApprove ui={ui} slug={slug} project={project.id} team={team} approvals={data.approvals} />
          <Phases {...props} />
          <LastUpdate {...props} />
        </Columns>
      </div>
      {edits && <PieceDialogs ui={ui} slug={slug} project={project} />}
      {edits &&
        data.phases.map(phase => (
          <PhaseDialog ui={ui} slug={slug} project={project} phase={phase} on="dashboard" />
        ))}
    </>
  )
}

/** Said before anything is asked of a client who cannot hear it. */
const Unheard = ({ ui: { t }, slug, manage, data: { project } }: DashboardProps) => (
  <Notice
    icon="user-plus"
    tone="warning"
    title={t('projects.dash.unheard')}
    actions={
      manage && (
        <ButtonLink href={urls.client(slug, project.clientId)} size="sm">
          {t('projects.dash.unheard_do')}
        </ButtonLink>
      )
    }
  >
    <p>{t('projects.dash.unheard_text', { client: project.client })}</p>
  </Notice>
)

const live = {
  'hx-trigger':
    'live:project from:body, live:tickets from:body, live:board from:body, live:payments from:body',
  'hx-select': '#dashboard',
  'hx-target': 'this',
  'hx-swap': 'outerMorph',
}

const Side = ({ ui, slug, team, data, finance, recent }: DashboardProps) => {
  const { t } = ui
  const { project } = data
  return (
    <>
      {!team && (
        <Card title={t('projects.dash.quick')} id="quick" quiet>
          <div class="quick">
            {project.requestsEnabled && !project.archivedAt && (
              <ButtonLink href={urls.newTicket(slug, project.id)} icon="plus" block>
                {t('projects.dash.new_ticket')}
              </ButtonLink>
            )}
            <ButtonLink href={urls.messages(slug, project.id)} icon="messages-square" block>
              {t('projects.dash.message')}
            </ButtonLink>
            <ButtonLink href={urls.files(slug, project.id)} icon="folder" block>
              {t('projects.dash.files')}
            </ButtonLink>
            {finance && (
              <ButtonLink href={urls.payments(slug, project.id)} icon="wallet" block>
                {t('projects.dash.payments')}
              </ButtonLink>
            )}
          </div>
        </Card>
      )}
      {recent.length > 0 && (
        <Card
          title={t('projects.dash.recent')}
          id="recent"
          quiet
          footer={<a href={urls.journal(slug, project.id)}>{t('projects.dash.journal')}</a>}
        >
          <Feed
            label={t('projects.dash.recent')}
            items={recent.map(e => ({ at: ui.format.ago(e.at, ui.now), text: e.text }))}
          />
        </Card>
      )}
    </>
  )
}
