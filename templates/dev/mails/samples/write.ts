import type { MailDraft } from '../../../../src/domain/events/meaning'

export type In = (fr: string, en: string) => string

/** A sample in its reader's language. */
export type Write = (say: In) => Omit<MailDraft, 'kind'>

export const eur = (money: number) => ({ money, currency: 'EUR' })

const id = '0199c0de-0000-7000-8000-0000000000'

/** A page of the sample project. @param n two digits */
export const pageOf = (part: string, n?: string): string =>
  `/w/atelier/p/zinc/${part}${n ? `/${id}${n}` : ''}`

export const projectIn = (say: In) => ({ id: 'zinc', name: say('Site du Café Zinc', 'Café Zinc’s website') })
