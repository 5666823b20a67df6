const show = (id, row) => {
  const menu = document.getElementById(id)
  const link = row?.querySelector('a.row-t')
  menu.showPopover({ source: link ?? undefined })
  const box = (row ?? document.querySelector('.bulk')).getBoundingClientRect()
  const below = innerHeight - box.bottom > menu.offsetHeight + 8
  Object.assign(menu.style, {
    inset: 'auto',
    margin: 0,
    positionArea: 'none',
    top: `${below ? box.bottom - 4 : Math.max(8, box.top - menu.offsetHeight)}px`,
    left: `${box.left + 48}px`,
  })
  const items = [...menu.querySelectorAll('a[href], button')]
  items.find(item => item.checkVisibility())?.focus()
}

export const menus = {
  /** To whom what is ticked is given, or else the line itself. */
  assign(row, ids) {
    const wanted = ids.length > 0 ? ids : [row?.querySelector('[name="ids"]').value].filter(Boolean)
    if (wanted.length === 0) return
    const form = document.querySelector('#row-assign form')
    for (const old of form.querySelectorAll('[name="ids"]')) old.remove()
    for (const id of wanted) {
      const input = document.createElement('input')
      Object.assign(input, { type: 'hidden', name: 'ids', value: id })
      form.append(input)
    }
    show('row-assign', row)
  },

  /** Where the line's request may go from its state. */
  state(row) {
    const state = row?.dataset.state
    let some = false
    for (const item of document.querySelectorAll('#row-state [data-part]')) {
      const may = Boolean(state) && item.dataset.from.split(' ').includes(state)
      item.hidden = !may
      some ||= may
      if (!may) continue
      const to = `${row.querySelector('a.row-t').pathname}/${item.dataset.part}`
      item.setAttribute(item.localName === 'form' ? 'action' : 'href', to)
    }
    if (some) show('row-state', row)
  },
}
