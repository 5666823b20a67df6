// A voice message: recorded here, shown while it is, sent as a file. Loaded by whoever first presses the button.
const LONGEST = 300
const kinds = [
  ['audio/mp4;codecs=mp4a.40.2', 'm4a'],
  ['audio/webm;codecs=opus', 'weba'],
  ['audio/ogg;codecs=opus', 'ogg'],
]

const part = (box, name) => box.querySelector(`[data-${name}]`)
const spelled = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** The microphone, or why there is none. */
async function listen(words, say) {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true },
    })
  } catch (error) {
    say(error.name === 'NotFoundError' ? words.none : words.refused)
    return null
  }
}

/** How loud it is just now, from 0 to 1. */
function levelOf(stream) {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const wave = new Float32Array(analyser.fftSize)
  return {
    now() {
      analyser.getFloatTimeDomainData(wave)
      return Math.min(1, 3 * Math.sqrt(wave.reduce((sum, v) => sum + v * v, 0) / wave.length))
    },
    end: () => context.close(),
  }
}

/**
 * Records until it is sent or given up, five minutes at most.
 * @param say tells the writer what is wrong; @param send is given the file
 */
export async function record(box, say, send) {
  const words = box.dataset
  const kind = window.MediaRecorder && kinds.find(([type]) => MediaRecorder.isTypeSupported(type))
  if (!kind || !navigator.mediaDevices?.getUserMedia) return say(words.unsupported)
  const stream = await listen(words, say)
  if (!stream || !box.isConnected) return stream?.getTracks().forEach(track => void track.stop())
  const [type, extension] = kind
  const [button, bar] = [part(box, 'record'), part(box, 'recording')]
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32_000 })
  const level = levelOf(stream)
  const pieces = []
  const began = performance.now()
  let seconds = 0
  let kept = false

  const over = () => recorder.state === 'inactive'
  const silence = () => {
    for (const track of stream.getTracks()) track.stop()
    level.end()
  }
  function close() {
    bar.hidden = true
    button.hidden = false
    box.toggleAttribute('data-open', false)
    removeEventListener('keydown', byKey, true)
    say()
    button.focus()
  }
  function finish() {
    const length = spelled(seconds).replace(':', ' min ')
    const name = `${words.name.replace('{length}', `${length} s`)}.${extension}`
    close()
    if (seconds >= 0.5) send(new File(pieces, name, { type: type.split(';')[0] }))
  }
  function byKey(event) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    part(box, 'cancel').click()
  }

  recorder.ondataavailable = event => pieces.push(event.data)
  recorder.onstop = () => {
    silence()
    if (kept) finish()
  }
  part(box, 'cancel').onclick = () => {
    kept = false
    pieces.length = 0
    if (!over()) recorder.stop()
    close()
  }
  part(box, 'finish').onclick = () => {
    kept = true
    if (over()) finish()
    else recorder.stop()
  }

  part(box, 'time').textContent = spelled(0)
  button.hidden = true
  bar.hidden = false
  box.toggleAttribute('data-open', true)
  addEventListener('keydown', byKey, true)
  recorder.start(1000)
  part(box, 'finish').focus()

  requestAnimationFrame(function frame() {
    if (over()) return
    if (!box.isConnected) return recorder.stop()
    seconds = (performance.now() - began) / 1000
    part(box, 'time').textContent = spelled(seconds)
    part(box, 'level').value = level.now()
    if (seconds >= LONGEST) {
      recorder.stop()
      return say(words.ended)
    }
    requestAnimationFrame(frame)
  })
}
