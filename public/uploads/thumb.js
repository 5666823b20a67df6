// A small picture of a picture, made here: the server keeps it if it is one.
const SIDE = 480
const HEAVIEST = 60 * 1024
const LARGEST = 60 * 1024 * 1024

const drawn = (canvas, type, quality) => new Promise(resolve => canvas.toBlob(resolve, type, quality))

/** @returns a Blob of at most 480 pixels and 60 kB, or null where there is nothing to draw */
export async function thumbOf(file) {
  if (!/^image\/(png|jpeg|gif|webp|avif|bmp|heic)$/.test(file.type) || file.size > LARGEST) return null
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  for (const [type, quality] of [
    ['image/webp', 0.8],
    ['image/webp', 0.5],
    ['image/jpeg', 0.6],
    ['image/jpeg', 0.3],
  ]) {
    const blob = await drawn(canvas, type, quality)
    // Where a browser does not write WebP it answers with a PNG.
    if (blob?.type === type && blob.size <= HEAVIEST) return blob
  }
  return null
}
