import { onScopeDispose, ref } from 'vue'
import type { ColumnWidths } from './use-column-widths.ts'

/** Resizes a column by dragging its right edge. Escape cancels. */
export function useColumnResize(widths: () => ColumnWidths) {
  const resized = ref<string | null>(null)
  const width = ref(0)
  let start = { x: 0, width: 0 }

  function onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    widths().letGo()
    end()
  }

  function end(): void {
    resized.value = null
    window.removeEventListener('keydown', onKeydown, { capture: true })
  }
  onScopeDispose(end)

  return {
    /** The column being dragged, and its width in pixels. */
    resized,
    width,
    start(event: PointerEvent, column: string): void {
      if (event.button !== 0) return
      event.preventDefault()
      ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
      window.addEventListener('keydown', onKeydown, { capture: true })
      start = { x: event.clientX, width: widths().widthOf(column) }
      resized.value = column
      width.value = start.width
    },
    move(event: PointerEvent): void {
      if (resized.value === null || event.clientX - start.x + start.width === width.value) return
      widths().drag(resized.value, start.width + event.clientX - start.x)
      width.value = widths().widthOf(resized.value)
    },
    end(): void {
      if (resized.value !== null && widths().live) widths().set(resized.value, width.value)
      end()
    },
    cancel(): void {
      widths().letGo()
      end()
    },
  }
}
