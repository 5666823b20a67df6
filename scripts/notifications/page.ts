import { en } from '../../locales/en'
import { fr } from '../../locales/fr'
import { meaningOf } from '../../src/domain/activity/registry'
import { kinds, type Told, type Who } from '../../src/domain/notifications/kinds'
import { type Category, categories, defaults } from '../../src/lib/cadence'

const who: Record<Who, string> = {
  everyone: 'both sides',
  otherSide: 'the other side of whoever did it',
  otherFollowers: 'the other side: those who follow it',
  alongside: 'those of the same side who follow it',
  team: 'the team',
  managers: 'owners and administrators',
  inCharge: 'its assignee and followers in the team',
  assignee: 'its assignee, else the team',
  taskPeople: 'its assignee and whoever commented',
  contacts: 'the contacts',
  concerned: 'its opener and the contacts who follow it',
  payers: 'contacts with finance',
  pricedFor: 'contacts with finance whom its price waited for',
  deciders: 'contacts who approve',
  mentioned: 'whoever is named',
  person: 'the person it is about',
}

const cadence = {
  now: 'at once',
  grouped: 'grouped',
  daily: 'once a day',
  never: 'never',
} as const

type Line = { event: string; way: Told; sentence: string }

/** `docs/notifications.md`: the table of kinds, as a person reads it. */
export default function page(): string {
  const lines = Object.entries<readonly Told[]>(kinds).flatMap(([event, ways]) =>
    ways.map((way): Line => ({ event, way, sentence: way.sentence ?? meaningOf(event)?.line ?? '' })),
  )
  const silent = Object.entries<readonly Told[]>(kinds).filter(([, ways]) => ways.length === 0)
  return `${head}
${categories.map(category => sectionOf(category, lines)).join('\n')}
## Told to nobody

These stand in the journal alone: ${silent.map(([event]) => `\`${event}\``).join(', ')}.
`
}

const head = `# Who is told of what

Made by \`npm run docs:notifications\` from \`src/domain/notifications/kinds.ts\`; a test fails where this page is older.

Whoever may not see a thing (no access, an internal event, an amount without the finance capability) is never told of it;
of remarks on an internal file the other side is the rest of the team. Nobody is told of what they did themselves. A
request that nobody of a side follows or has in hand is told to all of that side. One event tells one person once, by the
first line that names them. Each person chooses a cadence for each category; the defaults stand here. Grouped mails go
after five quiet minutes, half an hour at most; those of a conversation at most once an hour. What is read in the portal
meanwhile is not mailed.
`

function sectionOf(category: Category, all: Line[]): string {
  const lines = all.filter(line => line.way.category === category)
  const when =
    category === 'due' ? 'always at once, and not chosen' : `${cadence[defaults[category]]} by default`
  const rows = lines.map(({ event, way, sentence }) =>
    [
      `\`${event}\``,
      way.who.map(one => who[one]).join(', '),
      said(fr, sentence),
      said(en, sentence),
      way.mail ? `\`${way.mail}\`` : 'no',
      way.mail && category !== 'due' ? (way.group === 'project' ? 'project' : 'thing') : '',
    ].join(' | '),
  )
  return `## ${category}

${when[0]?.toUpperCase()}${when.slice(1)}.

| Event | Who | Sentence (fr) | Sentence (en) | Mail | Goes together by |
| ----- | --- | ------------- | ------------- | ---- | ---------------- |
${rows.map(row => `| ${row} |\n`).join('')}`
}

/** A sentence with the names of its values, on one line of a table. */
function said(messages: object, key: string): string {
  let at: unknown = messages
  for (const part of key.split('.')) at = (at as Record<string, unknown> | undefined)?.[part]
  return String(at ?? '')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|')
}
