import { pageOf, projectIn, type Write } from './write'

const shared =
  (part: string, n: string | undefined, more: Write): Write =>
  say => ({
    project: projectIn(say),
    ...more(say),
    values: { project: projectIn(say).name, ...more(say).values },
    path: pageOf(part, n),
  })

const talk: Write = say => ({
  ...shared('messages', undefined, () => ({ values: { name: 'Camille Roy' }, path: '' }))(say),
  thread: { kind: 'conversation', id: 'zinc' },
})

export const messages = {
  'messages.mail.posted': say => ({
    ...talk(say),
    quote: say(
      'Les photos de la salle sont superbes, merci ! J’en garde trois pour l’accueil.',
      'The pictures of the room are superb, thank you! I am keeping three for the home page.',
    ),
  }),
  'messages.mail.mentioned': say => ({
    ...talk(say),
    quote: say(
      '@Léa, laquelle préférez-vous pour le bandeau ? Je dois livrer la maquette jeudi.',
      '@Léa, which one do you prefer for the banner? I have to deliver the mock-up on Thursday.',
    ),
    facts: { files: 2 },
  }),
} satisfies Record<string, Write>

const file = 'Maquette accueil.pdf'
const uploaded: Write = () => ({
  values: { author: 'Camille Roy', count: 1, file },
  facts: { files: file },
  path: '',
})
const remark: Write = say => ({
  values: { author: 'Camille Roy', file, number: 2 },
  quote: say('Le logo peut-il être un peu plus grand ?', 'Could the logo be a little larger?'),
  path: '',
})

export const files = {
  'files.mail.added': shared('files', '30', uploaded),
  'files.mail.version_added': shared('files', '30', uploaded),
  'filePage.mail.commented': shared('files', '30', remark),
  'filePage.mail.resolved': shared('files', '30', remark),
  'filePage.mail.released': shared('files', '30', () => ({ values: { file }, path: '' })),
} satisfies Record<string, Write>

const task: Write = say => ({
  values: { title: say('Textes de la page d’accueil', 'Words of the home page'), who: 'Camille Roy' },
  path: '',
})

export const tasks = {
  'tasks.mail.blocked': shared('tasks', '40', say => ({
    ...task(say),
    quote: say(
      'Il me manque l’histoire de la maison et deux portraits.',
      'I need the story of the house and two portraits.',
    ),
  })),
  'tasks.mail.finished': shared('tasks', '40', task),
} satisfies Record<string, Write>

const approval =
  (quote: [string, string] | null): Write =>
  say =>
    shared('approvals', '50', () => ({
      values: { title: say('Maquette de l’accueil', 'Home page mock-up'), author: 'Camille Roy' },
      facts: { project: projectIn(say).name },
      ...(quote && { quote: say(...quote) }),
      path: '',
    }))(say)

export const approvals = {
  'approvals.mail.asked': approval([
    'Voici la version qui tient compte de vos remarques. Le bandeau est prêt pour Noël.',
    'Here is the version with your remarks. The banner is ready for Christmas.',
  ]),
  'approvals.mail.approved': approval(null),
  'approvals.mail.changes': approval([
    'Presque ! Le bandeau est encore trop haut sur un téléphone.',
    'Nearly! The banner is still too high on a phone.',
  ]),
} satisfies Record<string, Write>
