import type { NavEntry, ShellProps } from '../layouts/shell'

const team: NavEntry[] = [
  { label: 'Accueil', href: '#', icon: 'house' },
  { label: 'Projets', href: '#', icon: 'folder' },
  { label: 'Demandes', href: '#', icon: 'ticket', active: true, badge: 4, badgeLabel: 'non lues' },
  { label: 'Messages', href: '#', icon: 'messages-square', badge: 2, badgeLabel: 'non lus' },
  { label: 'Clients', href: '#', icon: 'users' },
  { label: 'Paiements', href: '#', icon: 'wallet' },
  { label: 'Réglages', href: '#', icon: 'settings' },
]

const client: NavEntry[] = [
  { label: 'Accueil', href: '#', icon: 'house', active: true },
  { label: 'Projet', href: '#', icon: 'milestone' },
  { label: 'Demandes', href: '#', icon: 'ticket', badge: 1, badgeLabel: 'non lue' },
  { label: 'Messages', href: '#', icon: 'messages-square', badge: 3, badgeLabel: 'non lus' },
  { label: 'Fichiers', href: '#', icon: 'folder' },
  { label: 'Paiements', href: '#', icon: 'wallet' },
]

const project: NavEntry[] = [
  { label: 'Projet', href: '#', icon: 'milestone' },
  { label: 'Tableau', href: '#', icon: 'square-kanban' },
  { label: 'Demandes', href: '#', icon: 'ticket' },
  { label: 'Messages', href: '#', icon: 'messages-square' },
  { label: 'Fichiers', href: '#', icon: 'folder' },
  { label: 'Paiements', href: '#', icon: 'wallet' },
  { label: 'Journal', href: '#', icon: 'history' },
]

/** An invented workspace around the sample pages. */
export const sampleFrame = (audience: 'team' | 'client'): Omit<ShellProps, 'children' | 'title' | 'ui'> => ({
  audience,
  words: {
    skip: 'Aller au contenu',
    mainNavigation: 'Navigation principale',
    projectNavigation: 'Projet',
    menu: 'Menu',
    close: 'Fermer',
  },
  workspace: { name: 'Atelier Lumen', href: '#' },
  nav: audience === 'team' ? team : client,
  project:
    audience === 'team'
      ? { name: 'Site vitrine', client: 'Maison Lune', href: '#', nav: project }
      : undefined,
  person: {
    name: audience === 'team' ? 'Camille Roy' : 'Léa Martin',
    email: audience === 'team' ? 'camille@atelier.test' : 'lea@maison-lune.test',
    accountHref: '#',
    signOutAction: '#',
    workspaces: [
      { name: 'Atelier Lumen', href: '#', active: true },
      { name: 'Studio Savane', href: '#' },
    ],
    language: {
      action: '#',
      options: [
        { value: 'fr', label: 'Français', active: true },
        { value: 'en', label: 'English' },
      ],
    },
    words: {
      menu: 'Votre compte',
      preferences: 'Préférences de notification',
      account: 'Mon compte',
      workspaces: 'Espaces',
      language: 'Langue',
      theme: 'Thème',
      themeLight: 'Clair',
      themeDark: 'Sombre',
      themeSystem: 'Comme le système',
      signOut: 'Se déconnecter',
    },
  },
})
