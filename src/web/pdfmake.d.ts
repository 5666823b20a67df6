/** The part of pdfmake that the press uses: it ships no types. */
declare module 'pdfmake/build/pdfmake.min.js' {
  const pdfmake: {
    virtualfs: { writeFileSync(name: string, bytes: Uint8Array): void }
    addFonts(fonts: Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>): void
    setUrlAccessPolicy(allowed: (url: string) => boolean): void
    createPdf(definition: object): { getBuffer(): Promise<Uint8Array> }
  }
  export default pdfmake
}
