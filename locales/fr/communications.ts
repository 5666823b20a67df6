export const communications = {}
