import type { shell as fr } from '../fr/shell'
import type { Same } from '../same'

export const shell: Same<typeof fr> = {
  skip: 'Skip to content',
  main_navigation: 'Main navigation',
  project_navigation: 'Project navigation',
  menu: 'Menu',
  close: 'Close',
  nav: {
    home: 'Home',
    project: 'Project',
    dashboard: 'Overview',
    board: 'Board',
    tickets: 'Requests',
    messages: 'Messages',
    files: 'Files',
    payments: 'Payments',
    journal: 'Journal',
    notes: 'Notes',
    projects: 'Projects',
    clients: 'Clients',
    settings: 'Settings',
    unread: 'unread',
    awaiting: 'waiting for you',
    open: 'to handle',
  },
  person: {
    menu: 'Your account',
    account: 'My account',
    workspaces: 'Spaces',
    language: 'Language',
    theme: 'Appearance',
    theme_light: 'Light',
    theme_dark: 'Dark',
    theme_system: 'Same as device',
    sign_out: 'Sign out',
  },
}
