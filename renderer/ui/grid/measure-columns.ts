/** Cells that are measured in one go: more would hold up the window. */
const cellsAtOnce = 300
const fewestRows = 8

/** A copy of a cell that takes the room which its text needs. */
function spread(cell: Element): Element {
  const copy = cell.cloneNode(true) as Element
  for (const name of ['role', 'tabindex', 'data-column', 'aria-colindex', 'style']) copy.removeAttribute(name)
  return copy
}

/**
 * How wide the heads and the rows in sight want each of these columns, in pixels with the cells' padding. Copies of the
 * cells are laid out for it, out of sight and gone before anything is painted.
 */
export function measureColumns(grid: HTMLElement, columns: readonly string[]): Map<string, number> {
  const most = Math.max(fewestRows, Math.floor(cellsAtOnce / Math.max(1, columns.length)))
  const rows = [...grid.querySelectorAll('.row:not(.is-waiting)')].slice(0, most)
  const wanted = new Set(columns)
  const places = new Map(columns.map((id) => [id, document.createElement('div')]))
  for (const holder of [grid.querySelector('.head-row'), ...rows]) {
    for (const cell of holder?.children ?? []) {
      const id = cell.getAttribute('data-column') ?? ''
      if (wanted.has(id)) places.get(id)?.append(spread(cell))
    }
  }
  const stage = document.createElement('div')
  stage.className = 'measure'
  stage.setAttribute('aria-hidden', 'true')
  stage.append(...places.values())
  grid.append(stage)
  const found = new Map(
    [...places].map(([id, place]) => [id, Math.ceil(place.getBoundingClientRect().width)]),
  )
  stage.remove()
  return found
}
