/** What happens in the demo world, each thing at its instant: told in any order, lived in the order of time. */
export class Plan {
  readonly #steps: { at: number; run: (at: number) => Promise<unknown> }[] = []

  on(at: number, run: (at: number) => Promise<unknown>): void {
    this.#steps.push({ at, run })
  }

  async live(): Promise<void> {
    this.#steps.sort((a, b) => a.at - b.at)
    for (const { at, run } of this.#steps) await run(at)
  }
}
