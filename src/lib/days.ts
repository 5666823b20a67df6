const zones = new Map<string, Intl.DateTimeFormat>()

/** The day (`YYYY-MM-DD`) that an instant falls on in an IANA zone. */
export function dayIn(timeZone: string, at: number): string {
  let format = zones.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    zones.set(timeZone, format)
  }
  return format.format(at)
}
