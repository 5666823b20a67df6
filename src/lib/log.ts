/** One structured line. Never a token, a code, a password or a person's words. */
export function say(what: string, facts: Record<string, unknown>): void {
  console.log(JSON.stringify({ what, ...facts }))
}
