const boxes = () => [...document.querySelectorAll('#selection [name="ids"]')]

/** The ids of the requests that are ticked. */
export const ticked = () =>
  boxes()
    .filter(box => box.checked)
    .map(box => box.value)

/** Says how many are ticked, and whether that is the whole page. */
function count() {
  const [chosen, all] = [ticked().length, boxes().length]
  const every = document.querySelector('#selection [data-all]')
  if (!every) return
  every.checked = chosen > 0 && chosen === all
  every.indeterminate = chosen > 0 && chosen < all
  const said = document.querySelector('.bulk-count')
  said.textContent = chosen === 1 ? said.dataset.one : said.dataset.many.replace('2', chosen)
}

document.addEventListener('change', event => {
  if (!event.target.matches('#selection [type="checkbox"]')) return
  if (event.target.matches('[data-all]')) for (const box of boxes()) box.checked = event.target.checked
  count()
})

/** What only a script can do is shown where there is one. */
export function prepare() {
  for (const hidden of document.querySelectorAll('#selection .check[hidden], [data-keys][hidden]'))
    hidden.hidden = false
  count()
}
