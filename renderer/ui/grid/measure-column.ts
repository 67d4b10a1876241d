/** How many rows are measured. Only the tallest screens show more. */
const mostRows = 100

/** A copy of a cell with the width that its text needs. */
function spread(cell: Element): Element {
  const copy = cell.cloneNode(true) as Element
  for (const name of ['role', 'tabindex', 'data-column', 'aria-colindex', 'style']) copy.removeAttribute(name)
  return copy
}

/**
 * The width in pixels, including padding, that the header and the visible rows need for a column. 0 if it isn't shown.
 * Lays out copies of the cells invisibly, and removes them before anything is painted.
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
