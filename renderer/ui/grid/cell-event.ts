/** A cell of a grid that something happened to. */
export interface CellEvent<T, C> {
  row: T
  column: C
  element: HTMLElement
}
