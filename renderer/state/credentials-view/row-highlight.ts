import { ref, shallowRef } from 'vue'

/** How long a row stays highlighted, in milliseconds. */
const markedFor = 6000

/** Draws attention and focus to one row of the table. */
export function createRowHighlight() {
  const wanted = shallowRef<{ uid: string } | null>(null)
  const marked = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    wanted.value = null
    marked.value = ''
  }

  function highlight(uid: string): void {
    stop()
    wanted.value = { uid }
    marked.value = uid
    timer = setTimeout(() => void (marked.value = ''), markedFor)
  }

  return {
    /** The row that the table will scroll to and focus once it exists. */
    wanted,
    /** The row that is highlighted for a while. */
    marked,
    highlight,
    stop,
  }
}
