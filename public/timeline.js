// Phases are dragged into their order. Each carries a form that says where it goes, as its arrows do without a script.
import Sortable from 'sortablejs'

const still = matchMedia('(prefers-reduced-motion: reduce)')

function attach() {
  const list = document.querySelector('.phases[data-sortable]')
  if (!list || Sortable.get(list)) return
  Sortable.create(list, {
    handle: '.grip',
    draggable: '.phase',
    animation: still.matches ? 0 : 150,
    onEnd: ({ item, oldIndex, newIndex }) => {
      if (oldIndex === newIndex) return
      const form = item.querySelector('[data-drop]')
      form.elements.to.value = newIndex
      form.requestSubmit()
    },
  })
}

document.addEventListener('htmx:after:swap', attach)
attach()
