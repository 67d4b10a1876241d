/** Rows that are measured: more are never in sight but on the highest screens. */
const mostRows = 100

/** A copy of a cell that takes the room which its text needs. */
function spread(cell: Element): Element {
  const copy = cell.cloneNode(true) as Element
  for (const name of ['role', 'tabindex', 'data-column', 'aria-colindex', 'style']) copy.removeAttribute(name)
  return copy
}

/**
 * How wide the head and the rows in sight want a column, in pixels with the cells' padding; 0 where it is not there.
 * Copies of the cells are laid out for it, out of sight and gone before anything is painted.
 */
export function measureColumn(grid: HTMLElement, column: string): number {
  const place = document.createElement('div')
  const rows = [...grid.querySelectorAll('.row:not(.is-waiting)')].slice(0, mostRows)
  for (const holder of [grid.querySelector('.head-row'), ...rows])
    for (const cell of holder?.children ?? [])
      if (cell.getAttribute('data-column') === column) place.append(spread(cell))
  if (!place.hasChildNodes()) return 0
  const stage = document.createElement('div')
  stage.className = 'measure'
  stage.setAttribute('aria-hidden', 'true')
  stage.append(place)
  grid.append(stage)
  const { width } = place.getBoundingClientRect()
  stage.remove()
  return Math.ceil(width)
}
