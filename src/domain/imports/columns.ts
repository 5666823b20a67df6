import { finder } from './plain'

export type ImportKind = 'tickets' | 'tasks'
export const importKinds = ['tickets', 'tasks'] as const satisfies readonly ImportKind[]

/** What a column of the file may hold. */
export type Field =
  | 'title'
  | 'body'
  | 'key'
  | 'state'
  | 'type'
  | 'urgency'
  | 'priority'
  | 'due'
  | 'created'
  | 'opener'
  | 'assignee'
  | 'phase'
  | 'internal'

/** What is asked for each kind, in the order of the form. Only the title has to be there. */
export const fieldsOf: Record<ImportKind, readonly Field[]> = {
  tickets: ['title', 'body', 'key', 'type', 'urgency', 'state', 'created', 'opener', 'assignee', 'phase'],
  tasks: ['title', 'body', 'key', 'state', 'priority', 'due', 'created', 'assignee', 'phase', 'internal'],
}

/** Which column (from 0) holds what; a field without one is not in the file. */
export type Columns = Partial<Record<Field, number>>

const named = finder<Field>({
  title:
    'titre, objet, sujet, subject, summary, résumé, nom, name, intitulé, tâche, task, demande, libellé, card name',
  body: 'description, détail, détails, details, message, contenu, content, texte, text, corps, notes, card description',
  key: 'clé, identifiant, id, référence, ref, réf, issue key, external key, clé externe, numéro, number, n, card id, ticket, code',
  state: 'état, statut, status, state, colonne, column, liste, list, list name, avancement',
  type: 'catégorie, category, nature, issue type, tracker, kind, genre',
  urgency: 'urgence, urgency, gravité, severity, sévérité',
  priority: 'priorité, priority, importance',
  due: 'échéance, date d’échéance, due, due date, due on, deadline, date limite, pour le, à rendre le',
  created:
    'créé le, créée le, date de création, date d’ouverture, ouvert le, ouverte le, created, created at, created on, date created, opened, opened at, date',
  opener:
    'demandeur, demandeuse, auteur, autrice, client, contact, ouvert par, ouverte par, reporter, requester, opened by, author, created by, créé par, de',
  assignee:
    'assigné, assignée, assigné à, assignée à, responsable, en charge, attribué à, assignee, assigned to, owner, membre, member, members, confié à',
  phase: 'étape, milestone, jalon, lot, phase du projet, sprint',
  internal: 'interne, privé, private, confidentiel, visibilité',
})

/** Which column looks like what, by its header; of two that look alike the first. */
export function guessed(kind: ImportKind, headers: readonly string[]): Columns {
  const columns: Columns = {}
  headers.forEach((header, at) => {
    const field = named(header)
    if (field && fieldsOf[kind].includes(field) && columns[field] === undefined) columns[field] = at
    // Where there is no urgency of its own, a priority says it; of tasks the other way round.
    const other = field === 'priority' ? 'urgency' : field === 'urgency' ? 'priority' : undefined
    if (other && fieldsOf[kind].includes(other) && columns[other] === undefined) columns[other] = at
  })
  return columns
}
