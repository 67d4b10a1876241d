/** The cell of a grid event. */
export interface CellEvent<T, C> {
  row: T
  column: C
  element: HTMLElement
}

/** The cell that contains an element: the index of its row, -1 for the header, and its column. */
export function gridCellAt(
  target: EventTarget | null,
): { index: number; column: string; element: HTMLElement } | null {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return null
  const element = target.closest<HTMLElement>('[data-column]')
  const index = Number(element?.closest<HTMLElement>('[role=row]')?.ariaRowIndex ?? 0) - 2
  if (element === null || index < -1) return null
  return { index, column: element.dataset['column'] ?? '', element }
}

/** Whether the copy keys mean a text that is selected in this cell, or from it on, and not the cell. */
export function hasSelectedText({ element }: { element: HTMLElement }): boolean {
  const selection = window.getSelection()
  return selection?.isCollapsed === false && element.contains(selection.anchorNode)
}

/** Where the context menu of a cell opens: at the pointer or, by key, below the cell. */
export function menuPlace(
  { element }: { element: HTMLElement },
  event?: MouseEvent | KeyboardEvent,
): { x: number; y: number } {
  if (event instanceof MouseEvent && event.button === 2) return { x: event.clientX, y: event.clientY }
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left + 10, y: bottom }
}
