// Shows one of the page's prepared toasts; `undo` is called by its button.
export function show(name, undo) {
  const toast = document.getElementById(`toast-${name}`)?.content.firstElementChild?.cloneNode(true)
  if (!toast) return
  toast.querySelector('[data-undo]')?.addEventListener('click', () => {
    toast.remove()
    undo()
  })
  document.getElementById('toasts').append(toast)
}
