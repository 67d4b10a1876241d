import { onScopeDispose, ref, watch } from 'vue'
import { onNextPaint } from '../next-frame.ts'

/** How many rows are made within one frame. */
const rowsPerFrame = 8

/**
 * How many rows may be rendered: a few more with each frame, for to make the rows of a whole window at once would hold
 * up its keys and its pointer. A row that is scrolled in takes the element of one that left, and needs none of its own.
 */
export function useRowBudget(wanted: () => number) {
  const budget = ref(0)
  let isGrowing = false
  let isOver = false

  function grow(): void {
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
