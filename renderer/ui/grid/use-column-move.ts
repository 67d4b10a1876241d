import { onScopeDispose, ref } from 'vue'

/** How far a header is dragged before it moves, in pixels, so that an unsteady click still sorts. */
const threshold = 5
/** Within this distance from its edges, in pixels, the grid scrolls while a header is dragged. */
const edge = 28

interface Deps {
  /** The column headers from left to right. */
  heads: () => readonly HTMLElement[]
  /** Moves a column to an index. */
  moveTo: (column: string, place: number) => void
}

/** Drags a column header to another place. The first column is fixed. Escape cancels. */
export function useColumnMove({ heads, moveTo }: Deps) {
  const moved = ref<string | null>(null)
  /** The column before which the dragged one would go. '' for the end. */
  const before = ref<string | null>(null)
  let pressed: { column: string; x: number } | null = null
  let hasMoved = false

  function placeAt(x: number): number {
    const found = heads().findIndex((head) => {
      const { left, width } = head.getBoundingClientRect()
      return x < left + width / 2
    })
    return Math.max(1, found < 0 ? heads().length : found)
  }

  function scrollAside(x: number, head: HTMLElement): void {
    const scroller = head.closest('[role=grid], [role=table]')
    const box = scroller?.getBoundingClientRect()
    if (scroller == null || box === undefined) return
    if (x > box.right - edge) scroller.scrollLeft += 16
    else if (x < box.left + edge) scroller.scrollLeft -= 16
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || moved.value === null) return
    event.preventDefault()
    event.stopPropagation()
    end()
  }

  function end(): void {
    pressed = null
    moved.value = null
    before.value = null
    window.removeEventListener('keydown', onKeydown, { capture: true })
  }
  onScopeDispose(end)

  return {
    moved,
    before,
    /** Whether the press that now ends in a click moved the column, so that it isn't a click on the header. */
    hasMoved: () => hasMoved,
    start(event: PointerEvent, column: string, isFirst: boolean): void {
      hasMoved = false
      if (event.button === 0 && !isFirst) pressed = { column, x: event.clientX }
    },
    move(event: PointerEvent): void {
      if (pressed === null) return
      const head = event.currentTarget as HTMLElement
      if (moved.value === null) {
        if (Math.abs(event.clientX - pressed.x) < threshold) return
        head.setPointerCapture(event.pointerId)
        window.addEventListener('keydown', onKeydown, { capture: true })
        hasMoved = true
        moved.value = pressed.column
      }
      scrollAside(event.clientX, head)
      before.value = heads()[placeAt(event.clientX)]?.dataset['column'] ?? ''
    },
    end(event: PointerEvent): void {
      const { value: column } = moved
      if (column !== null) {
        const from = heads().findIndex((head) => head.dataset['column'] === column)
        const place = placeAt(event.clientX)
        moveTo(column, place > from ? place - 1 : place)
      }
      end()
    },
    cancel: end,
  }
}
