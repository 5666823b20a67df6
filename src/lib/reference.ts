/** What a transfer is to name: short enough to be typed, and found again in the list of payments. */
export const referenceOf = ({ id }: { id: string }): string => {
  const end = id.replaceAll('-', '').slice(-8).toUpperCase()
  return `${end.slice(0, 4)}-${end.slice(4)}`
}
