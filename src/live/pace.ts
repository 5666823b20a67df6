const WINDOW = 10_000
/** Frames of a socket that are read within a window; the rest are dropped, and far beyond it the socket is closed. */
const READ = 20
const FLOOD = 200

/** How fast a socket talks. Forgotten when the room sleeps, which it only does when nobody talks. */
export class Pace {
  #from = 0
  #frames = 0
  #last = 0

  /** Whether a frame that came now (ms) is read: no when it is one too many, `flood` when far too many. */
  take(now: number): boolean | 'flood' {
    if (now - this.#from >= WINDOW) {
      this.#from = now
      this.#frames = 0
    }
    this.#frames++
    if (this.#frames > FLOOD) return 'flood'
    return this.#frames <= READ
  }

  /** True at most once in so many ms. */
  every(ms: number, now: number): boolean {
    if (now - this.#last < ms) return false
    this.#last = now
    return true
  }
}
