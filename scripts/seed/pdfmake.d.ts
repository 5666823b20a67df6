/** The part of pdfmake that the demo's documents use: it ships no types. */
declare module 'pdfmake' {
  interface Fonts {
    [name: string]: { normal: string; bold: string; italics: string; bolditalics: string }
  }
  const pdfmake: {
    setFonts(fonts: Fonts): void
    setLocalAccessPolicy(allowed: (path: string) => boolean): void
    setUrlAccessPolicy(allowed: (url: string) => boolean): void
    createPdf(definition: object): { getBuffer(): Promise<Buffer> }
  }
  export default pdfmake
}
