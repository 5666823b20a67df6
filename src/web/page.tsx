import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import type { ScriptName } from '../../templates/layouts/document'
import { Bell } from '../../templates/layouts/navigation'
import { Shell } from '../../templates/layouts/shell'
import { SeenAs } from '../../templates/projects/seen-as'
import { Button, brandVersion, MenuLink, Toast } from '../../templates/shared'
import type { Entered } from '../db/enter'
import { ProjectScope, type WorkspaceScope } from '../db/scope'
import { urls } from '../urls'
import type { WorkspaceApp } from './context'
import { bellOf, clientNav, markBadge, type Place, projectNav, teamNav } from './navigation'
import { takeNotice } from './notice'

export type PageOptions = {
  /** Of the page alone; the workspace's name is added. */
  title: string
  at: Place
  status?: 200 | 403 | 422
  scripts?: readonly ScriptName[]
  /** Boards and wide tables. */
  wide?: boolean
}

/**
 * A whole page in the space of whoever reads it. Everything in it is boosted: links and forms work without JavaScript,
 * and with it swap the body in place. Live parts refetch this same page and `hx-select` themselves out of it.
 */
export function page(c: Context, options: PageOptions, body: Child): Response | Promise<Response> {
  const { scope, entered, ui } = (c as unknown as Context<WorkspaceApp>).var
  const { t } = ui
  const { workspace } = scope
  const project = scope instanceof ProjectScope ? scope : undefined
  const { seenBy } = scope
  const live = project && !seenBy && urls.live(workspace.slug, project.project.id)
  const badges =
    !seenBy &&
    (project ? urls.badges(workspace.slug, project.project.id) : urls.workspaceBadges(workspace.slug))
  const status = options.status ?? 200
  if (status !== 200) c.header('HX-Push-Url', 'false')
  const notice = status === 200 ? takeNotice(c) : undefined
  return c.html(
    <Shell
      title={`${options.title} · ${workspace.name}`}
      ui={ui}
      audience={scope.audience}
      brandHref={urls.brandCss(workspace.slug, brandVersion(workspace.accent))}
      app={workspace}
      live={live || undefined}
      scripts={seenBy ? options.scripts : ['live', ...(options.scripts ?? [])]}
      // The body's own attributes (whose space, which room) change with the page.
      data={{
        'data-hx-boost:inherited': 'swap:outerSync',
        'data-badges': badges || undefined,
        'data-channel': seenBy ? undefined : urls.channel(workspace.slug),
      }}
      words={{
        skip: t('shell.skip'),
        mainNavigation: t('shell.main_navigation'),
        projectNavigation: t('shell.project_navigation'),
        menu: t('shell.menu'),
        close: t('shell.close'),
      }}
      workspace={{
        name: workspace.name,
        href: urls.home(workspace.slug),
        logo: workspace.logoKey ? urls.logo(workspace.logoKey) : undefined,
        ...markBadge(entered, scope, t),
      }}
      nav={
        scope.isTeam
          ? teamNav(entered, scope, t, project ? 'projects' : options.at)
          : clientNav(entered, scope, t, options.at)
      }
      project={
        project && {
          name: project.project.name,
          href: urls.project(workspace.slug, project.project.id),
          nav: project.isTeam ? projectNav(entered, project, t, options.at) : [],
        }
      }
      person={personMenu(entered, scope, ui)}
      tools={<Bell {...bellOf(entered, scope, t)} active={options.at === 'notifications'} />}
      wide={options.wide}
      banner={
        seenBy && (
          <SeenAs
            ui={ui}
            name={scope.actor.name}
            next={project ? urls.project(workspace.slug, project.project.id) : urls.home(workspace.slug)}
          />
        )
      }
      toasts={
        notice && (
          <Toast
            message={t(notice.key, notice.values)}
            tone="success"
            closeLabel={t('shell.close')}
            action={
              notice.undo && (
                <form action={notice.undo} method="post">
                  <Button size="sm">{t('common.undo')}</Button>
                </form>
              )
            }
          />
        )
      }
    >
      {body}
    </Shell>,
    status,
  )
}

function personMenu(entered: Entered, scope: WorkspaceScope, { t, locale }: Ui) {
  const { user } = entered.session
  return {
    name: user.name || user.email,
    email: user.email,
    accountHref: urls.account(),
    preferencesHref: urls.ownPreferences(scope.workspace.slug),
    signOutAction: urls.signOut(),
    children: !scope.isTeam && (
      <MenuLink href={urls.communications(scope.workspace.slug)} icon="mail">
        {t('communications.centre.menu')}
      </MenuLink>
    ),
    language: {
      action: urls.language(),
      options: [
        { value: 'fr', label: 'Français', active: locale === 'fr' },
        { value: 'en', label: 'English', active: locale === 'en' },
      ],
    },
    workspaces: entered.entrances.map(e => ({
      name: e.client && e.role === 'contact' ? `${e.workspace} (${e.client})` : e.workspace,
      href: urls.entrance(e.slug, e.membershipId),
      active: e.membershipId === (scope.seenBy ?? scope.actor).membershipId,
    })),
    words: {
      menu: t('shell.person.menu'),
      account: t('shell.person.account'),
      preferences: t('shell.person.preferences'),
      workspaces: t('shell.person.workspaces'),
      language: t('shell.person.language'),
      theme: t('shell.person.theme'),
      themeLight: t('shell.person.theme_light'),
      themeDark: t('shell.person.theme_dark'),
      themeSystem: t('shell.person.theme_system'),
      signOut: t('shell.person.sign_out'),
    },
  }
}
