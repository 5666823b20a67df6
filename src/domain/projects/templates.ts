/** What a new project can start from. Everything a template brings may be changed afterwards. */
export const templateNames = ['website', 'automation', 'blank'] as const
export type TemplateName = (typeof templateNames)[number]

/** `phase`: which of the phases a task belongs to, by its place. At most ten tasks. */
export type Start = {
  phases: readonly string[]
  tasks: readonly { title: string; phase: number }[]
  /** Whether the client may open requests. */
  requests: boolean
}

const french: Record<TemplateName, Start> = {
  website: {
    phases: ['Cadrage', 'Maquette', 'Contenu', 'Dev', 'Recette', 'Livraison'],
    tasks: [
      { title: 'Réunion de lancement', phase: 0 },
      { title: 'Arborescence et cahier des charges', phase: 0 },
      { title: 'Maquette de la page d’accueil', phase: 1 },
      { title: 'Réunir les textes et les photos', phase: 2 },
      { title: 'Intégrer les pages', phase: 3 },
      { title: 'Relire et corriger avec le client', phase: 4 },
      { title: 'Mise en ligne et prise en main', phase: 5 },
    ],
    requests: true,
  },
  automation: {
    phases: ['Audit', 'Conception', 'Mise en place', 'Essais', 'Mise en service'],
    tasks: [
      { title: 'Décrire le processus actuel', phase: 0 },
      { title: 'Réunir les accès aux outils', phase: 0 },
      { title: 'Dessiner le scénario', phase: 1 },
      { title: 'Brancher les outils', phase: 2 },
      { title: 'Essayer sur des cas réels', phase: 3 },
      { title: 'Mettre en service et former l’équipe', phase: 4 },
    ],
    requests: true,
  },
  blank: { phases: [], tasks: [], requests: false },
}

const english: Record<TemplateName, Start> = {
  website: {
    phases: ['Scoping', 'Design', 'Content', 'Development', 'Acceptance', 'Delivery'],
    tasks: [
      { title: 'Kick-off meeting', phase: 0 },
      { title: 'Sitemap and specification', phase: 0 },
      { title: 'Design of the home page', phase: 1 },
      { title: 'Gather texts and photos', phase: 2 },
      { title: 'Build the pages', phase: 3 },
      { title: 'Review and correct with the client', phase: 4 },
      { title: 'Launch and hand-over', phase: 5 },
    ],
    requests: true,
  },
  automation: {
    phases: ['Audit', 'Design', 'Build', 'Trials', 'Launch'],
    tasks: [
      { title: 'Describe the process as it is', phase: 0 },
      { title: 'Gather access to the tools', phase: 0 },
      { title: 'Draw the scenario', phase: 1 },
      { title: 'Connect the tools', phase: 2 },
      { title: 'Try it on real cases', phase: 3 },
      { title: 'Launch and train the team', phase: 4 },
    ],
    requests: true,
  },
  blank: { phases: [], tasks: [], requests: false },
}

/** @param locale the workspace's BCP 47 tag: a template speaks its language */
export const startOf = (name: TemplateName, locale: string): Start =>
  (locale.startsWith('en') ? english : french)[name]
