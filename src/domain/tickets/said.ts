/** What a saved reply may leave a place for. */
export const places = ['first_name', 'client', 'project', 'number', 'subject', 'me'] as const
export type Place = (typeof places)[number]

/** How people write them: in either language, with or without accents. */
const names: Record<string, Place> = {
  prénom: 'first_name',
  prenom: 'first_name',
  first_name: 'first_name',
  client: 'client',
  projet: 'project',
  project: 'project',
  numéro: 'number',
  numero: 'number',
  number: 'number',
  objet: 'subject',
  subject: 'subject',
  moi: 'me',
  me: 'me',
}

const place = /\{\{\s*([^{}]{1,40}?)\s*\}\}/g
const placeNamed = (name: string): Place | undefined => {
  const key = name.normalize('NFC').toLowerCase()
  return Object.hasOwn(names, key) ? names[key] : undefined
}

/** Words with their places filled; what stands in them is never read again, and unknown places stay as they are. */
export const filled = (body: string, values: Record<Place, string>): string =>
  body.replace(place, (whole, name: string) => {
    const known = placeNamed(name)
    return known ? values[known] : whole
  })

/** The places of these words that nothing would fill. */
export const unknownPlaces = (body: string): string[] =>
  [...body.matchAll(place)].map(m => m[1] ?? '').filter(name => !placeNamed(name))
