import { readonly, ref, watch, type Ref } from 'vue'
import { onNextPaint } from './next-frame.ts'

/**
 * Whether a live region must keep silent about its text: set its `aria-live` to `off` while this is true. Numbers change
 * all the time while a cluster is busy or a job runs, and a screen reader would say the whole sentence each time. It says
 * the first text after `about` changed, and no other. What `about` contains is worth hearing again: the cluster, the
 * state, the quarter of the progress.
 */
export function useSilence(text: () => string, about: () => string): Readonly<Ref<boolean>> {
  const isSilent = ref(false)
  let isDue = true
  /** A text that was said is not yet painted: only what the region is then counts. */
  let isSaying = false
  watch(
    [text, about],
    ([now, subject], [before, subjectBefore]) => {
      if (subject !== subjectBefore) isDue = true
      if (now === before || now === '') return
      if (isDue && !isSaying) {
        isSaying = true
        onNextPaint(() => void (isSaying = false))
      }
      isSilent.value = !isSaying
      isDue = false
    },
    { immediate: true },
  )
  return readonly(isSilent)
}

/** The quarter of a job that is done, for what `useSilence` is about. */
export const quarterOf = (done: number, all: number): string =>
  String(all === 0 ? 0 : Math.floor((done * 4) / all))
