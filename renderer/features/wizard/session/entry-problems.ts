import { computed, type ShallowRef } from 'vue'
import { mostEntries } from '../../../../shared/contract/wizard.ts'
import { valueLimit, valueProblem } from '../../../../shared/credential-fields.ts'
import { dataKeyLimit, dataKeyProblem, type DataKeyProblem } from '../../../../shared/data-key.ts'
import { grouped } from '../../../../shared/number-text.ts'
import { chooseAgain, isBlank, type EntryRow } from './entry-row.ts'

type EntryPart = 'key' | 'value'

const keyTexts: Readonly<Record<DataKeyProblem, string>> = {
  empty: 'Enter a key.',
  'too-long': `Use at most ${dataKeyLimit} characters.`,
  characters: 'Use only letters from a to z, digits, hyphens, dots and underscores.',
  dots: 'A key can’t be a dot or begin with two dots.',
}

function valueText(row: EntryRow): string {
  if (row.file !== null) return row.file.id === null ? chooseAgain : ''
  const problem = valueProblem(row.text)
  if (problem === 'broken-character') return 'Contains an invalid character. Enter it again.'
  return problem === 'too-long' ? `Use at most 1 MiB (now ${grouped(row.size)} bytes).` : ''
}

/** The current problems with keys and values. */
export function createEntryProblems(rows: ShallowRef<readonly EntryRow[]>) {
  const keyCounts = computed(() => {
    const counts = new Map<string, number>()
    for (const { key } of rows.value) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  })
  const size = computed(() => rows.value.reduce((sum, row) => sum + row.size, 0))
  const isEmpty = computed(() => rows.value.every(isBlank))

  function keyText(row: EntryRow, isPressed: boolean): string {
    const problem = dataKeyProblem(row.key)
    if (problem === 'empty') {
      const isNeeded = row.text !== '' || row.file !== null || (isPressed && isEmpty.value)
      return isNeeded && (isPressed || row.isLeft) ? keyTexts.empty : ''
    }
    if (problem !== null) return keyTexts[problem]
    return (keyCounts.value.get(row.key) ?? 0) > 1 ? 'Another row has this key.' : ''
  }

  /** The problem with one part of a row. '' for none. What is still empty is only reported with `isPressed`. */
  const problemOf = (row: EntryRow, part: EntryPart, isPressed: boolean): string =>
    part === 'key' ? keyText(row, isPressed) : valueText(row)

  /** The first part with a problem. */
  const firstWrong = computed<{ row: EntryRow; part: EntryPart } | null>(() => {
    for (const row of rows.value) {
      for (const part of ['key', 'value'] as const)
        if (problemOf(row, part, true) !== '') return { row, part }
    }
    return null
  })
  /** The same as text, so that dependents only change if the first part does. */
  const firstWrongPart = computed(() => {
    const wrong = firstWrong.value
    return wrong === null ? '' : `${wrong.row.id} ${wrong.part}`
  })

  return {
    /** The bytes of all values, as the API server counts them. */
    size,
    isEmpty,
    hasKey: (key: string) => keyCounts.value.has(key),
    problemOf,
    firstWrong,
    isFirstWrong: (row: EntryRow, part: EntryPart) => firstWrongPart.value === `${row.id} ${part}`,
    /** The problem with all together. '' for none. */
    problem: computed(() => {
      if (size.value > valueLimit)
        return `A secret can store 1 MiB in total (now ${grouped(size.value)} bytes).`
      return rows.value.length > mostEntries ? `Use at most ${grouped(mostEntries)} keys.` : ''
    }),
  }
}
