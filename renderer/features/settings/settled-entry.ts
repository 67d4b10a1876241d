import { computed, ref } from 'vue'

interface Deps {
  /** Why a text is invalid. `null` if it is valid. */
  problemOf: (text: string) => string | null
  /** The current value. */
  kept: () => string
  keep: (name: string) => void
}

/** A text being entered. It applies on settling, and only if it is valid. */
export function createSettledEntry({ problemOf, kept, keep }: Deps) {
  /** `null` while nothing was typed: the field shows the current value. */
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
    /** It is valid but not in effect yet. */
    isPending: computed(() => problem.value === null && name.value !== kept()),
    /** Saves valid input. Invalid input stays in the field. */
    settle: (): void => {
      if (problem.value === null) take(name.value)
    },
    /** Resets the field to the current value. */
    giveUp: (): void => void (typed.value = null),
    take,
  }
}
