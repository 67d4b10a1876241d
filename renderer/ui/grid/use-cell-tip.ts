import { onMounted, onScopeDispose, shallowRef, type Ref } from 'vue'

/** Milliseconds for which the focus must rest on a cell, so that moving past it isn't disturbed. */
const restTime = 500

/** The full text of what a cell truncates, by line. Empty if nothing is truncated. */
function cutTextOf(cell: HTMLElement): string {
  const parts = [...cell.querySelectorAll<HTMLElement>('.cut, .is-cut')]
  return parts
    .filter((part) => part.classList.contains('is-cut') || part.scrollWidth > part.clientWidth)
    .map((part) => part.textContent.trim())
    .join('\n')
}

/** A tip's text, and its position in pixels of the window. */
export interface CellTip {
  text: string
  left: number
  top: number
}

/**
 * The full text of the cell with keyboard focus, if it is truncated. `null` for none. The pointer has the browser's
 * tooltip, and screen readers read the full text anyway. The next key hides it.
 */
export function useCellTip(grid: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<CellTip | null>> {
  const tip = shallowRef<CellTip | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function hide(): void {
    clearTimeout(timer)
    tip.value = null
  }
  function show(cell: HTMLElement): void {
    const text = cutTextOf(cell)
    const { left, bottom } = cell.getBoundingClientRect()
    if (text !== '' && cell.matches(':focus')) tip.value = { text, left: left + 8, top: bottom + 2 }
  }
  function onFocusIn({ target }: FocusEvent): void {
    hide()
    if (!(target instanceof HTMLElement) || !target.matches('[role=gridcell]:focus-visible')) return
    timer = setTimeout(() => show(target), restTime)
  }
  /** The grid scrolls to a focused cell, before its tip appears. */
  const onScroll = () => void (tip.value = null)

  onMounted(() => {
    grid.value?.addEventListener('focusin', onFocusIn)
    grid.value?.addEventListener('focusout', hide)
    // Before the grid itself moves the focus for the key.
    grid.value?.addEventListener('keydown', hide, { capture: true })
    grid.value?.addEventListener('scroll', onScroll, { passive: true })
  })
  onScopeDispose(hide)
  return tip
}
