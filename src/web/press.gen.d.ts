/** The part of pdfmake that is used: it ships no types. The module is made by `scripts/press.ts`. */
export declare const press: {
  virtualfs: { writeFileSync(name: string, bytes: Uint8Array): void }
  addFonts(fonts: Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>): void
  createPdf(definition: object): { getBuffer(): Promise<Uint8Array> }
}
