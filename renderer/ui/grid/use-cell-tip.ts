import { onMounted, onScopeDispose, shallowRef, type Ref } from 'vue'

/** Milliseconds for which the focus has to rest on a cell: who passes by is not held up. */
const restTime = 500

/** The whole of what a cell shows cut, line by line; empty if nothing is cut. */
export function cutTextOf(cell: HTMLElement): string {
  const parts = [...cell.querySelectorAll<HTMLElement>('.cut, .is-cut')]
  return parts
    .filter((part) => part.classList.contains('is-cut') || part.scrollWidth > part.clientWidth)
    .map((part) => part.textContent.trim())
    .join('\n')
}

/** Where a tip stands, in pixels of the window, and what it says. */
export interface CellTip {
  text: string
  left: number
  top: number
}

/**
 * The whole text of the cell of a grid that has the focus by the keyboard, where it is cut; `null` for none. The pointer
 * has the browser's tip, and a screen reader reads the whole anyway. The next key takes it away.
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
  /** The grid scrolls to a cell that gets the focus: its tip is still to come. */
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
