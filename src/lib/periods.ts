/** The periods that figures can be asked for, in days up to today; and how fine each is drawn. */
export const periods = [7, 30, 90, 365] as const
export type Period = (typeof periods)[number]

export type Step = 'day' | 'week' | 'month'
export const stepOf = (period: Period): Step => (period === 7 ? 'day' : period === 365 ? 'month' : 'week')
