import { type Choosable, categories } from '../../lib/cadence'
import { kinds, type Told, type Who } from './kinds'

/** What settles of which kinds of things somebody can be told at all. `finance`: they see amounts. */
export type Reader = { role: 'owner' | 'admin' | 'member' | 'contact'; finance: boolean; approve: boolean }

const team = (reader: Reader) => reader.role !== 'contact'
const contact = (reader: Reader) => reader.role === 'contact'
const anybody = () => true

const reach: Record<Who, (reader: Reader) => boolean> = {
  everyone: anybody,
  otherSide: anybody,
  otherFollowers: anybody,
  alongside: anybody,
  mentioned: anybody,
  person: anybody,
  team,
  inCharge: team,
  assignee: team,
  taskPeople: team,
  managers: ({ role }) => role === 'owner' || role === 'admin',
  contacts: contact,
  concerned: contact,
  payers: reader => contact(reader) && reader.finance,
  pricedFor: reader => contact(reader) && reader.finance,
  deciders: reader => contact(reader) && reader.approve,
}

/** The categories that can reach somebody, less what is told and not chosen, in the order in which they are shown. */
export function reaching(reader: Reader): Choosable[] {
  const ways: readonly Told[] = Object.values<readonly Told[]>(kinds).flat()
  const found = new Set(ways.filter(way => way.who.some(who => reach[who](reader))).map(way => way.category))
  return categories.filter((category): category is Choosable => category !== 'due' && found.has(category))
}
