import { ref, shallowRef } from 'vue'

/** Milliseconds for which a highlighted row stands out. */
const markedFor = 6000

/** Leads the eye and the focus to one row of the table. */
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
    /** The row that the table is to scroll to and to give the focus as soon as it is there. */
    wanted,
    /** The row that stands out for a while. */
    marked,
    highlight,
    stop,
  }
}
