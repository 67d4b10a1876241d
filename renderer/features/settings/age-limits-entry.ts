import { computed, ref } from 'vue'
import type { AgeLimits } from '../../../shared/rotation.ts'
import { grouped } from '../../../shared/number-text.ts'
import { daysProblem, readDays } from '../../ui/days-entry.ts'

type AgeLimit = keyof AgeLimits

const orderProblem: Readonly<Record<AgeLimit, (other: number) => string>> = {
  due: (overdue) => `Must be less than Overdue (${grouped(overdue)}).`,
  overdue: (due) => `Must be more than Due (${grouped(due)}).`,
}

interface Deps {
  /** The limits in effect. */
  kept: () => AgeLimits
  keep: (limits: AgeLimits) => void
}

/**
 * The two limits being entered. They apply on settling, and only if they are valid together. Until then both fields
 * keep what was typed.
 */
export function createAgeLimitsEntry({ kept, keep }: Deps) {
  /** `null` while nothing was typed: the field shows the current value. */
  const typed = ref<Record<AgeLimit, string | null>>({ due: null, overdue: null })
  const lastTyped = ref<AgeLimit>('due')
  const textOf = (limit: AgeLimit) => typed.value[limit] ?? String(kept()[limit])
  const days = computed(() => ({ due: readDays(textOf('due')), overdue: readDays(textOf('overdue')) }))

  const field = (limit: AgeLimit) =>
    computed({
      get: () => textOf(limit),
      set: (text: string) => {
        typed.value = { ...typed.value, [limit]: text }
        lastTyped.value = limit
      },
    })

  /** A problem is shown at its field; a wrong order at the one that was typed last. */
  const problems = computed<Record<AgeLimit, string | null>>(() => {
    const { due, overdue } = days.value
    const found = { due: due === null ? daysProblem : null, overdue: overdue === null ? daysProblem : null }
    if (due === null || overdue === null || due < overdue) return found
    const other = lastTyped.value === 'due' ? overdue : due
    return { ...found, [lastTyped.value]: orderProblem[lastTyped.value](other) }
  })

  /** The valid entered limits. `null` while something is wrong. */
  const entered = computed<AgeLimits | null>(() => {
    const { due, overdue } = days.value
    return due === null || overdue === null || due >= overdue ? null : { due, overdue }
  })
  const isInForce = ({ due, overdue }: AgeLimits) => due === kept().due && overdue === kept().overdue

  const giveUp = () => void (typed.value = { due: null, overdue: null })

  return {
    due: field('due'),
    overdue: field('overdue'),
    problems,
    /** They are valid but not in effect yet. */
    isPending: computed(() => entered.value !== null && !isInForce(entered.value)),
    /** Saves valid input. Invalid input stays in the fields. */
    settle: (): void => {
      const limits = entered.value
      if (limits === null) return
      giveUp()
      if (!isInForce(limits)) keep(limits)
    },
    /** Resets the fields to the current values. */
    giveUp,
    take: (limits: AgeLimits): void => {
      giveUp()
      if (!isInForce(limits)) keep(limits)
    },
  }
}
