/** Without I, L, O and U: nothing that is read aloud or typed by hand can be taken for something else. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 20

/** A receipt's code: 100 bits nobody can guess. */
export const newCode = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), byte => letters[byte & 31]).join('')

/** As it is printed: in groups of four. */
export const groupedCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code

/** A code as somebody typed it, in the one spelling we keep; null where it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '')
  return code.length === LENGTH && [...code].every(letter => letters.includes(letter)) ? code : null
}
