/** A cell of a grid that something happened to. */
export interface CellEvent<T, C> {
  row: T
  column: C
  element: HTMLElement
}

/** The cell that an element is in: the place of its row, -1 for the head, and its column. */
export function gridCellAt(
  target: EventTarget | null,
): { index: number; column: string; element: HTMLElement } | null {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return null
  const element = target.closest<HTMLElement>('[data-column]')
  const index = Number(element?.closest<HTMLElement>('[role=row]')?.ariaRowIndex ?? 0) - 2
  if (element === null || index < -1) return null
  return { index, column: element.dataset['column'] ?? '', element }
}
