import type { Child } from 'hono/jsx'
import { logoSize } from '../../src/lib/logo'
import { Avatar } from '../shared/avatar'
import { Count } from '../shared/badge'
import { Icon, type IconName } from '../shared/icon'
import { Menu, MenuForm, MenuLink, MenuSeparator, MenuTitle } from '../shared/menu'
import type { NavEntry } from './shell'

type MarkProps = {
  name: string
  href: string
  logo?: string
  /** In a client's space: the project one is in, under the name. */
  project?: string
  /** What waits in the others. */
  badge?: number
  badgeLabel?: string
}

/** The workspace's own mark: its logo, else its name beside an initial. */
export const WorkspaceMark = ({ name, href, logo, project, badge, badgeLabel }: MarkProps) => (
  <a class="mark" href={href}>
    {logo ? (
      <img src={logo} alt={name} {...logoSize(logo, { width: 160, height: 28 })} />
    ) : (
      <span class="mark-arch" aria-hidden="true">
        {[...name][0]}
      </span>
    )}
    {(!logo || project) && (
      <span>
        {!logo && name} {project && <small>{project}</small>}
      </span>
    )}
    {badge ? <Count value={badge} label={badgeLabel} /> : null}
  </a>
)

export const NavLinks = ({ entries }: { entries: readonly NavEntry[] }) => (
  <ul>
    {entries.map(entry => (
      <li>
        <a href={entry.href} aria-current={entry.active ? 'page' : undefined}>
          <Icon name={entry.icon} />
          <span>{entry.label}</span>
          {entry.badge ? <Count value={entry.badge} label={entry.badgeLabel} /> : null}
        </a>
      </li>
    ))}
  </ul>
)

/** What one was told: on every page, kept current by the live script. `name` says the number, which stands on it. */
export const Bell = (props: { href: string; badge: number | string; name: string; active?: boolean }) => (
  <a
    class="btn btn-icon bell"
    data-variant="ghost"
    href={props.href}
    aria-label={props.name}
    title={props.name}
    aria-current={props.active ? 'page' : undefined}
  >
    <Icon name="bell" />
    {props.badge ? <Count value={props.badge} /> : null}
  </a>
)

/** The search field of the sidebar: a plain GET of `q`. `shortcut` is shown as a key and opens the palette. */
export const SearchSlot = (props: { action: string; label: string; value?: string; shortcut?: string }) => (
  <search>
    <form action={props.action} class="search-slot">
      <Icon name="search" />
      <input type="search" name="q" aria-label={props.label} placeholder={props.label} value={props.value} />
      {props.shortcut && <kbd class="kbd">{props.shortcut}</kbd>}
    </form>
  </search>
)

export type PersonMenuProps = {
  name: string
  email: string
  avatar?: string
  /** Unique on the page; default `person`. */
  id?: string
  /** The face alone. */
  compact?: boolean
  /** The other workspaces of this person; left out when there is one. */
  workspaces?: readonly { name: string; href: string; active?: boolean }[]
  /** Where the language is stored: a POST of `locale`. */
  language?: { action: string; options: readonly { value: string; label: string; active?: boolean }[] }
  accountHref: string
  /** How one is told of things in this workspace. */
  preferencesHref?: string
  signOutAction: string
  /** More entries, built with `MenuLink` and `MenuForm`. */
  children?: Child
  words: {
    /** «Votre compte»: names the menu. */
    menu: string
    account: string
    preferences: string
    workspaces: string
    language: string
    theme: string
    themeLight: string
    themeDark: string
    themeSystem: string
    signOut: string
  }
}

const ThemeSwitch = ({ id, words }: { id: string; words: PersonMenuProps['words'] }) => {
  const choices: { value: string; label: string; icon: IconName }[] = [
    { value: 'light', label: words.themeLight, icon: 'sun' },
    { value: 'dark', label: words.themeDark, icon: 'moon' },
    { value: 'system', label: words.themeSystem, icon: 'monitor' },
  ]
  return (
    <fieldset class="segments" data-theme-switch>
      <legend class="sr-only">{words.theme}</legend>
      {choices.map(choice => (
        <label title={choice.label}>
          <input type="radio" name={`${id}-theme`} value={choice.value} data-theme-choice class="sr-only" />
          <Icon name={choice.icon} />
          <span class="sr-only">{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Everything about oneself: account, theme, language, other workspaces, the way out. */
export const PersonMenu = (props: PersonMenuProps) => {
  const { name, email, avatar, id = 'person', compact, workspaces = [], language, words } = props
  const trigger = (
    <>
      <Avatar name={name} src={avatar} size="sm" />
      {!compact && (
        <>
          <span class="person-name">{name}</span>
          <Icon name="chevrons-up-down" class="i-quiet" />
        </>
      )}
    </>
  )
  return (
    <Menu id={id} label={words.menu} trigger={trigger} class={compact ? 'btn-face' : 'btn-person'}>
      <div class="person">
        <strong>{name}</strong>
        <span>{email}</span>
      </div>
      <ThemeSwitch id={id} words={words} />
      <MenuSeparator />
      <MenuLink href={props.accountHref} icon="user">
        {words.account}
      </MenuLink>
      {props.preferencesHref && (
        <MenuLink href={props.preferencesHref} icon="bell">
          {words.preferences}
        </MenuLink>
      )}
      {props.children}
      {language && (
        <>
          <MenuTitle>{words.language}</MenuTitle>
          {language.options.map(option => (
            <MenuForm
              action={language.action}
              fields={{ locale: option.value }}
              icon={option.active ? 'check' : 'languages'}
            >
              {option.label}
            </MenuForm>
          ))}
        </>
      )}
      {workspaces.length > 1 && (
        <>
          <MenuSeparator />
          <MenuTitle>{words.workspaces}</MenuTitle>
          {workspaces.map(space => (
            <MenuLink
              href={space.href}
              icon={space.active ? 'check' : 'building-2'}
              aria-current={space.active ? 'true' : undefined}
            >
              {space.name}
            </MenuLink>
          ))}
        </>
      )}
      <MenuSeparator />
      <MenuForm action={props.signOutAction} icon="log-out">
        {words.signOut}
      </MenuForm>
    </Menu>
  )
}
