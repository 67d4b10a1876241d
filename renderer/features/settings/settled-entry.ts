import { computed, ref } from 'vue'

interface Deps {
  /** Why a text can’t be kept; `null` if it can. */
  problemOf: (text: string) => string | null
  /** The current value. */
  kept: () => string
  keep: (name: string) => void
}

/** A text as it is entered: it comes into force once it is settled, and only when it can be kept. */
export function createSettledEntry({ problemOf, kept, keep }: Deps) {
  /** `null` while nothing was typed: the field follows the current value. */
  const typed = ref<string | null>(null)
  const text = computed({
    get: () => typed.value ?? kept(),
    set: (next: string) => void (typed.value = next),
  })
  const name = computed(() => text.value.trim())
  const problem = computed(() => problemOf(name.value))

  function take(next: string): void {
    typed.value = null
    if (next !== kept()) keep(next)
  }

  return {
    text,
    problem,
    /** It could come into force and has not yet. */
    isPending: computed(() => problem.value === null && name.value !== kept()),
    /** Keeps what was typed; what can’t be kept stays in the field. */
    settle: (): void => {
      if (problem.value === null) take(name.value)
    },
    /** Resets the field to the current value. */
    giveUp: (): void => void (typed.value = null),
    take,
  }
}
