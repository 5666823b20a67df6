/** Node's own WebSocket takes headers, which its types do not say. */
type Opened = new (url: string, options: { headers: Record<string, string> }) => WebSocket

/** Sockets of one room, and what they hear. */
export class Listeners {
  readonly #sockets: WebSocket[] = []
  #heard: ((at: number) => void) | undefined
  closed = 0

  /** Opens one, and waits until it is open. @param tells whether a frame is what one listens for */
  open(url: string, headers: Record<string, string>, tells: (text: string) => boolean): Promise<void> {
    const socket = new (WebSocket as unknown as Opened)(url.replace('http', 'ws'), { headers })
    this.#sockets.push(socket)
    socket.addEventListener('message', ({ data }) => {
      if (tells(String(data))) this.#heard?.(performance.now())
    })
    socket.addEventListener('close', () => {
      this.closed++
    })
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve())
      socket.addEventListener('error', () => reject(new Error(`No socket at ${url}`)))
    })
  }

  get size(): number {
    return this.#sockets.length
  }

  /** What each of them took to hear what `act` brings about, in ms from its beginning. Gives up after ten seconds. */
  async hear(act: () => Promise<unknown>): Promise<number[]> {
    const heard: number[] = []
    const began = performance.now()
    const all = new Promise<void>(resolve => {
      const late = setTimeout(resolve, 10_000)
      this.#heard = at => {
        heard.push(at - began)
        if (heard.length < this.#sockets.length) return
        clearTimeout(late)
        resolve()
      }
    })
    await Promise.all([act(), all])
    this.#heard = undefined
    return heard
  }

  close(): void {
    for (const socket of this.#sockets) socket.close()
  }
}
