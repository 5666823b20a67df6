/** How pressing a request is, most pressing first. */
export const urgencies = ['urgent', 'maintenance', 'evolution'] as const
export type Urgency = (typeof urgencies)[number]

/** How requests are served: own names of the urgencies, and whether clients see the date that is promised. */
export type Serving = {
  urgencies: Partial<Record<Urgency, string>>
  promises: boolean
}

export const isUrgency = (text: unknown): text is Urgency => urgencies.includes(text as Urgency)
