// A socket that stays: it comes back by itself when it breaks, and goes with the page whose it is.
const BEAT = 45_000
const ANSWER = 10_000
const LONGEST = 60_000
// Access is gone, or the room had enough of us: not again by itself.
const refusals = [1008, 4003]

/**
 * Keeps the socket whose address stands on the body, under this name of its data; none where none stands there.
 * `hear`: what was said. `open(missed)`: it is there, and whether something may have been said meanwhile. `left`: gone.
 */
export function lineTo(name, { hear, open, left }) {
  let socket
  let address
  let tries = 0
  let missed = false
  let again
  let silence

  function say(text) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(text)
  }

  function leave() {
    clearTimeout(again)
    clearTimeout(silence)
    const old = socket
    socket = undefined
    // Closed while it connects, a socket complains in the console.
    if (old?.readyState === WebSocket.CONNECTING) old.addEventListener('open', () => old.close(1000))
    else old?.close(1000)
    left?.()
  }

  function connect() {
    leave()
    if (!address || !navigator.onLine) return
    const mine = new WebSocket(new URL(address, location.href))
    socket = mine
    mine.addEventListener('open', () => {
      if (mine !== socket) return
      tries = 0
      open(missed)
      missed = true
    })
    mine.addEventListener('message', ({ data }) => {
      clearTimeout(silence)
      if (data !== 'pong' && mine === socket) hear(JSON.parse(data))
    })
    mine.addEventListener('close', ({ code }) => {
      if (mine !== socket) return
      leave()
      missed = true
      if (refusals.includes(code)) return
      const wait = Math.min(LONGEST, 1000 * 2 ** tries++)
      again = setTimeout(connect, wait * (0.5 + Math.random() / 2))
    })
  }

  // A socket whose network is gone says nothing: it must answer.
  setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN) return
    say('ping')
    clearTimeout(silence)
    silence = setTimeout(connect, ANSWER)
  }, BEAT)

  /** The page may be another one now: of this project, of another, or of none. */
  function look() {
    const now = document.body.dataset[name]
    if (now === address) return
    address = now
    missed = false
    tries = 0
    connect()
  }

  const wake = () => {
    if (!document.hidden && address && !socket) connect()
  }

  document.addEventListener('htmx:after:swap', look)
  document.addEventListener('visibilitychange', wake)
  addEventListener('online', wake)
  addEventListener('offline', leave)
  look()
  return { say }
}
