// Files for a request: chosen one after the other, photographed, dropped or pasted; each shows itself and can be taken
// out again. Without this script the form sends what was chosen last.
const MOST = 10
const kept = new WeakMap()

const fieldOf = form => form.querySelector('input[type=file]')
const filesOf = field => kept.get(field) ?? []
const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified

function put(form, files) {
  const field = fieldOf(form)
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  kept.set(field, files)
  field.files = transfer.files
  draw(form, files)
}

function add(form, fresh) {
  const before = filesOf(fieldOf(form))
  const all = [...before, ...fresh.filter(file => !before.some(one => same(one, file)))]
  put(form, all.slice(0, MOST))
  if (all.length > MOST) say(form, form.dataset.tooMany)
}

function say(form, text) {
  const line = document.createElement('li')
  line.textContent = text
  form.querySelector('.drop-list').append(line)
}

/** A small picture of a picture, drawn here: nothing is fetched. */
async function thumbnail(file, line) {
  if (!file.type.startsWith('image/')) return
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 96
  canvas.setAttribute('aria-hidden', 'true')
  const side = Math.min(picture.width, picture.height)
  const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2]
  canvas.getContext('2d').drawImage(picture, x, y, side, side, 0, 0, 96, 96)
  picture.close()
  line.prepend(canvas)
}

function draw(form, files) {
  form.querySelector('.drop-list').replaceChildren(
    ...files.map(file => {
      const line = document.createElement('li')
      line.className = 'chosen'
      const name = document.createElement('span')
      name.textContent = file.name
      const out = document.createElement('button')
      out.type = 'button'
      out.className = 'btn btn-icon'
      out.dataset.variant = 'ghost'
      out.dataset.size = 'sm'
      out.setAttribute('aria-label', form.dataset.remove.replace('{name}', file.name))
      out.textContent = '×'
      out.addEventListener('click', () => {
        put(
          form,
          filesOf(fieldOf(form)).filter(one => one !== file),
        )
        fieldOf(form).focus()
      })
      line.append(name, out)
      void thumbnail(file, line)
      return line
    }),
  )
}

document.addEventListener('change', event => {
  const form = event.target.closest?.('form[data-attach]')
  if (!form || event.target.type !== 'file') return
  const fresh = [...event.target.files]
  if (event.target !== fieldOf(form)) event.target.value = ''
  add(form, fresh)
})

// Emptied, and nothing of what it held comes back with the next file.
document.addEventListener('reset', event => {
  if (!event.target.matches('form[data-attach]')) return
  kept.delete(fieldOf(event.target))
  draw(event.target, [])
})

/** The form that a paste or a drop is meant for: the one it happens in, else the page's own. */
const formAt = target =>
  target.closest?.('form[data-attach]') ?? document.querySelector('form[data-attach="page"]')

document.addEventListener('paste', event => {
  const form = formAt(event.target)
  const files = [...(event.clipboardData?.files ?? [])]
  if (!form || files.length === 0) return
  event.preventDefault()
  add(
    form,
    files.map((file, i) => {
      // Browsers call every screenshot the same.
      const at = new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-')
      const end = file.type.split('/')[1] ?? 'png'
      return /^image\.\w+$/.test(file.name) ? new File([file], `capture-${at}-${i + 1}.${end}`, file) : file
    }),
  )
})

const brings = event => [...(event.dataTransfer?.types ?? [])].includes('Files')

document.addEventListener('dragover', event => {
  if (brings(event) && formAt(event.target)) event.preventDefault()
})

document.addEventListener('drop', event => {
  const form = formAt(event.target)
  if (!form || !brings(event)) return
  event.preventDefault()
  for (const over of document.querySelectorAll('[data-over]')) over.removeAttribute('data-over')
  add(form, [...event.dataTransfer.files])
})
