import type { Child } from 'hono/jsx'
import type { WithChildren } from '../shared/attrs'
import { Icon, type IconName } from '../shared/icon'
import { ToastRegion } from '../shared/toast'
import { Document, type DocumentProps } from './document'
import { NavLinks, PersonMenu, type PersonMenuProps, WorkspaceMark } from './navigation'

/** One way on, already built: the page decides which is `active`. */
export type NavEntry = {
  label: string
  href: string
  icon: IconName
  active?: boolean
  badge?: number | string
  /** What the badge counts, for screen readers («non lus»). */
  badgeLabel?: string
}

/** The frame's own words, from the locale. */
export type ShellWords = {
  /** «Aller au contenu» */
  skip: string
  /** Names of the landmarks. */
  mainNavigation: string
  projectNavigation: string
  /** «Menu» */
  menu: string
  close: string
}

export type ShellProps = WithChildren<
  Omit<DocumentProps, 'audience' | 'children'> & {
    audience: 'team' | 'client'
    words: ShellWords
    workspace: { name: string; href: string; logo?: string; badge?: number; badgeLabel?: string }
    /** Client: at most six. Team: the whole sidebar; its first four are also the phone's bottom bar. */
    nav: readonly NavEntry[]
    /** Inside a project: its name; for the team, its tabs as well. */
    project?: { name: string; client?: string; href: string; nav: readonly NavEntry[] }
    person: PersonMenuProps
    /** The search field or the button that opens the palette (team). */
    search?: Child
    /** The bell and its like, beside the person. */
    tools?: Child
    /** Above everything: «Voir comme…», an archived project. */
    banner?: Child
    /** Toasts to show on arrival. */
    toasts?: Child
    /** Uses the whole width: boards and wide tables. */
    wide?: boolean
  }
>

const ClientFrame = ({ words, workspace, nav, project, person, tools }: ShellProps) => (
  <header class="client-bar">
    <div>
      <WorkspaceMark {...workspace} project={project?.name} />
      <nav class="client-nav" aria-label={words.mainNavigation}>
        <NavLinks entries={nav} />
      </nav>
      <div class="tools">
        {tools}
        <PersonMenu {...person} compact />
      </div>
    </div>
  </header>
)

const TeamFrame = ({ words, workspace, nav, project, person, search, tools }: ShellProps) => (
  <>
    <header class="team-bar">
      <WorkspaceMark {...workspace} />
      <div class="tools">
        {tools}
        <PersonMenu {...person} id="person-bar" compact />
      </div>
    </header>
    <aside class="side" id="side" popover="auto" aria-label={words.menu}>
      <div class="side-top">
        <WorkspaceMark {...workspace} />
        {tools && <div class="tools">{tools}</div>}
      </div>
      {search && <div class="side-search">{search}</div>}
      <nav class="side-nav" aria-label={words.mainNavigation}>
        <NavLinks entries={nav} />
      </nav>
      {project && (
        <nav class="side-nav" aria-label={words.projectNavigation}>
          <a class="side-project" href={project.href}>
            <strong>{project.name}</strong>
            {project.client && <span>{project.client}</span>}
          </a>
          <NavLinks entries={project.nav} />
        </nav>
      )}
      <div class="side-foot">
        <PersonMenu {...person} />
      </div>
    </aside>
    <nav class="bottom-bar" aria-label={words.menu}>
      <NavLinks entries={(project?.nav ?? nav).slice(0, 4)} />
      <button type="button" popovertarget="side">
        <Icon name="menu" />
        <span>{words.menu}</span>
      </button>
    </nav>
  </>
)

/** The frame of both spaces: the client's is calm (a bar above, tabs below on a phone), the team's a sidebar. */
export const Shell = (props: ShellProps) => {
  const { audience, words, banner, toasts, wide, children } = props
  return (
    <Document {...props}>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <div class={`shell shell-${audience}`}>
        {banner && <div class="banner">{banner}</div>}
        {audience === 'client' ? <ClientFrame {...props} /> : <TeamFrame {...props} />}
        <main id="main" tabindex={-1} class={wide ? 'wide' : undefined}>
          {children}
        </main>
      </div>
      <ToastRegion>{toasts}</ToastRegion>
    </Document>
  )
}
