// A logo from any picture: drawn here on white, small enough for a mail, and put in the picture's place before it is
// sent. Without this script a PNG of the right size is sent as it is.
import { LOGO } from '../src/lib/logo.ts'

/** What is lighter counts as paper: JPEGs are never quite white. */
const WHITE = 244

/** Part of a picture, at most so large, on white: logos are made for paper, and can then be read in the dark, too. */
const drawnAt = (picture, { x, y, width, height }, side) => {
  const scale = Math.min(1, side / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** Where there is something to see: without its white or transparent margins a logo stands in line with the words. */
function seenOf(picture) {
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height }
  const canvas = drawnAt(picture, whole, LOGO.side)
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let at = 0; at < data.length; at += 4) {
    if (Math.min(data[at], data[at + 1], data[at + 2]) > WHITE) continue
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = y
  }
  if (right < 0) return whole
  const scale = picture.width / width
  const seen = { x: left * scale, y: top * scale }
  return { ...seen, width: (right + 1 - left) * scale, height: (bottom + 1 - top) * scale }
}

/** @returns a PNG that the server takes, and the canvas it was drawn on; null where it is no picture */
async function logoOf(file) {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const seen = seenOf(picture)
  for (const side of [LOGO.side, 384, 256, 128]) {
    const canvas = drawnAt(picture, seen, side)
    const png = await new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
    if (png && png.size <= LOGO.bytes) return { png, canvas }
  }
  return null
}

document.addEventListener('change', async ({ target }) => {
  const form = target.closest?.('form[data-logo]')
  const [file] = target.files ?? []
  if (!form || !file) return
  const made = await logoOf(file)
  // Chosen anew meanwhile; or not to be drawn: then the server says why not.
  if (!made || target.files[0] !== file) return
  const transfer = new DataTransfer()
  transfer.items.add(new File([made.png], 'logo.png', { type: 'image/png' }))
  target.files = transfer.files
  form.querySelector('.logo-shown').replaceChildren(made.canvas)
})
