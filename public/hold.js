// What the client sees of a picture that is held back: reduced and marked, drawn here, in the browser of the team, from
// the picture itself. Without this script the file is held all the same, and the client sees no picture.
const SIDE = 1280
const HEAVIEST = 500 * 1024

async function drawn(src, words) {
  const answer = await fetch(src)
  if (!answer.ok) throw new Error(String(answer.status))
  const picture = await createImageBitmap(await answer.blob())
  // Never larger than half of the picture, so that a small one is not given away whole.
  const by = Math.min(SIDE / Math.max(picture.width, picture.height), 0.5)
  const [width, height] = [picture.width, picture.height].map(n => Math.max(1, Math.round(n * by)))
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(picture, 0, 0, width, height)
  picture.close()
  mark(pen, words, width, height)
  for (const quality of [0.8, 0.6, 0.4, 0.2]) {
    const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (blob && blob.size <= HEAVIEST) return new File([blob], 'preview.jpg', { type: 'image/jpeg' })
  }
  throw new Error('too heavy')
}

/** The words all over, aslant: dark and light, to be seen on anything. */
function mark(pen, words, width, height) {
  const size = Math.max(10, Math.round(Math.min(width, height) / 12))
  const far = Math.hypot(width, height)
  pen.translate(width / 2, height / 2)
  pen.rotate(-Math.PI / 6)
  pen.font = `700 ${size}px sans-serif`
  pen.textBaseline = 'middle'
  const step = pen.measureText(words).width + size * 2
  for (let y = -far; y < far; y += size * 3)
    for (let x = -far; x < far; x += step) {
      pen.fillStyle = 'rgb(0 0 0 / 0.35)'
      pen.fillText(words, x + 1, y + 1)
      pen.fillStyle = 'rgb(255 255 255 / 0.45)'
      pen.fillText(words, x, y)
    }
}

document.addEventListener('submit', async event => {
  const form = event.target
  if (!form.dataset.draw || event.defaultPrevented) return
  event.preventDefault()
  const body = new FormData(form)
  try {
    body.set('preview', await drawn(form.dataset.draw, form.dataset.mark))
  } catch {
    // The file is held without a picture; where the picture is all there is to send, the answer says that it failed.
  }
  const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
  if (!answer) return form.submit()
  // A page of its own is where a redirect ends; a refusal is the page with its reasons.
  if (answer.redirected) return location.assign(answer.url)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const [old, fresh] = [document.querySelector('main'), page.querySelector('main')]
  if (old && fresh) {
    old.replaceWith(fresh)
    globalThis.htmx?.process(fresh)
    document.dispatchEvent(new CustomEvent('htmx:after:swap'))
  }
})

function begin() {
  for (const part of document.querySelectorAll('[data-drawing][hidden]')) part.hidden = false
}
document.addEventListener('htmx:after:swap', begin)
begin()
