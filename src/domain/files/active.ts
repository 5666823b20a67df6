/** Names in a PDF by which it acts: runs a script, starts a program, sends or fetches a form, plays what it brings. */
const acting = new Set(['JavaScript', 'Launch', 'RichMedia', 'SubmitForm', 'ImportData'])
const LONGEST = 12
const [SLASH, HASH] = [0x2f, 0x23]

/**
 * Whether a PDF says plainly that it acts (ISO 32000-1, 12.6.4), its letters written as they are or as `#4A`. Chromium's
 * viewer runs such scripts, as far as a dialog, in no sandbox of ours: in a sandboxed frame it does not open at all. What
 * stands compressed inside is not looked into, for nothing is unpacked.
 */
export function acts(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(SLASH); at >= 0; at = bytes.indexOf(SLASH, at + 1))
    if (acting.has(nameAt(bytes, at + 1))) return true
  return false
}

/** The name that begins here; no further than it could matter. */
function nameAt(bytes: Uint8Array, start: number): string {
  let name = ''
  for (let at = start; at < bytes.length && name.length < LONGEST; at++) {
    let byte = bytes[at] ?? 0
    if (byte === HASH) {
      byte = Number.parseInt(String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0), 16)
      at += 2
    }
    const letter = String.fromCharCode(byte)
    if (!/[A-Za-z]/.test(letter)) break
    name += letter
  }
  return name
}
