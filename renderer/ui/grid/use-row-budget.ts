import { onScopeDispose, ref, watch } from 'vue'
import { onNextPaint } from '../next-frame.ts'

/** How many rows are created per frame. */
const rowsPerFrame = 8

/**
 * How many rows may be rendered: a few more with each frame, since creating a whole window's rows together would block
 * keys and pointer. A row that scrolls into view reuses the element of one that left.
 */
export function useRowBudget(wanted: () => number) {
  const budget = ref(0)
  let isGrowing = false
  let isOver = false

  function grow(): void {
    // An empty grid has no elements left.
    if (wanted() === 0) budget.value = 0
    if (isGrowing || wanted() <= budget.value) return
    isGrowing = true
    onNextPaint(() => {
      if (isOver) return
      isGrowing = false
      budget.value += rowsPerFrame
      grow()
    })
  }
  watch(wanted, grow, { immediate: true })
  onScopeDispose(() => void (isOver = true))
  return budget
}
