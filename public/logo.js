// A logo from any picture: drawn here on white, small enough for a mail, and put in the picture's place before it is
// sent. Without this script a PNG of the right size is sent as it is.
const SIDE = 512
const HEAVIEST = 400_000

const drawnAt = (picture, side) => {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  // Logos are made for paper: with a ground of its own it can be read in the dark, too.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** @returns a PNG that the server takes, and the canvas it was drawn on; null where it is no picture */
async function logoOf(file) {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  for (const side of [SIDE, 384, 256, 128]) {
    const canvas = drawnAt(picture, side)
    const png = await new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
    if (png && png.size <= HEAVIEST) return { png, canvas }
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
