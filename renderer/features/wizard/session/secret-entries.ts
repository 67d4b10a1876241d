import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { entryField, type DraftFields } from '../../../../shared/contract/drafts.ts'
import { mostEntries, type KeyWithValue } from '../../../../shared/contract/wizard.ts'
import { valueLimit, valueProblem } from '../../../../shared/credential-fields.ts'
import { dataKeyLimit, dataKeyProblem, type DataKeyProblem } from '../../../../shared/data-key.ts'
import { grouped } from '../../../../shared/number-text.ts'
import type { DotenvEntry } from './dotenv-text.ts'

/** What is known of a chosen file: what is in it stays in the main process. */
export interface EntryFile {
  id: string | null
  name: string
  size: number
}

/** One key of a new secret with its value. */
export interface EntryRow {
  id: number
  key: string
  text: string
  /** A file in place of the text; without an id it has to be chosen again. */
  file: EntryFile | null
  /** Bytes of the value. */
  size: number
  /** Its key was entered and left: an empty one is told. */
  isLeft: boolean
}

export type EntryPart = 'key' | 'value'

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

const keyTexts: Readonly<Record<DataKeyProblem, string>> = {
  empty: 'Enter a key.',
  'too-long': `A key can have ${dataKeyLimit} characters.`,
  characters: 'A key can have letters from a to z, digits, dashes, dots and underscores.',
  dots: 'A key can’t be a dot, or begin with two.',
}

const isBlank = (row: EntryRow): boolean => row.key === '' && row.text === '' && row.file === null

/**
 * The keys and values of a new secret, for as long as its wizard is there. A row in which nothing is entered counts for
 * nothing, unless it is the only one. Values never stand in a store's state.
 */
export function createSecretEntries() {
  let lastId = 0
  const rows = shallowRef<readonly EntryRow[]>([])
  const revision = ref(0)

  function rowOf(key: string, text: string, file: EntryFile | null = null): EntryRow {
    lastId += 1
    return shallowReactive({ id: lastId, key, text, file, size: file?.size ?? bytesOf(text), isLeft: false })
  }
  function replaceRows(next: readonly EntryRow[]): void {
    rows.value = next.length === 0 ? [rowOf('', '')] : next
    revision.value += 1
  }
  replaceRows([])

  const keyCounts = computed(() => {
    const counts = new Map<string, number>()
    for (const { key } of rows.value) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  })
  const size = computed(() => rows.value.reduce((sum, row) => sum + row.size, 0))
  const isEmpty = computed(() => rows.value.every(isBlank))

  /** What is wrong with one part of a row; '' for nothing. What is still empty is told where `isPressed`. */
  function problemOf(row: EntryRow, part: EntryPart, isPressed: boolean): string {
    if (part === 'value') {
      if (row.file !== null) return row.file.id === null ? 'Choose this file again.' : ''
      const problem = valueProblem(row.text)
      if (problem === 'broken-character') return 'It has half a character in it. Enter it anew.'
      return problem === 'too-long' ? `It can have 1 MiB. This has ${grouped(row.size)} bytes.` : ''
    }
    const problem = dataKeyProblem(row.key)
    if (problem === 'empty') {
      const isNeeded = row.text !== '' || row.file !== null || (isPressed && isEmpty.value)
      return isNeeded && (isPressed || row.isLeft) ? keyTexts.empty : ''
    }
    if (problem !== null) return keyTexts[problem]
    return (keyCounts.value.get(row.key) ?? 0) > 1 ? 'Another row has this key.' : ''
  }

  /** The first part that has a problem. */
  const firstWrong = computed<{ row: EntryRow; part: EntryPart } | null>(() => {
    for (const row of rows.value) {
      for (const part of ['key', 'value'] as const)
        if (problemOf(row, part, true) !== '') return { row, part }
    }
    return null
  })

  /** The same as a text, so that what follows it is only told where another part is the first. */
  const firstWrongPart = computed(() => {
    const wrong = firstWrong.value
    return wrong === null ? '' : `${wrong.row.id} ${wrong.part}`
  })

  function change(row: EntryRow, part: Partial<Pick<EntryRow, 'key' | 'text' | 'file'>>): void {
    Object.assign(row, part)
    row.size = row.file?.size ?? bytesOf(row.text)
    revision.value += 1
  }

  return {
    rows,
    /** Bytes of all values, as the API server counts them. */
    size,
    problemOf,
    firstWrong,
    isFirstWrong: (row: EntryRow, part: EntryPart) => firstWrongPart.value === `${row.id} ${part}`,
    /** What is wrong with all together; '' for nothing. */
    problem: computed(() => {
      if (size.value > valueLimit)
        return `A secret can hold 1 MiB in all. These are ${grouped(size.value)} bytes.`
      const most = grouped(mostEntries)
      return rows.value.length > mostEntries ? `A secret can have ${most} keys here.` : ''
    }),
    /** Changes with every key and value; it tells nothing of them. */
    revision,
    change,
    /** Its key was left: an empty one is told now. */
    leave: (row: EntryRow) => void (row.isLeft = true),
    /** Adds an empty row at the end. */
    add(): EntryRow {
      const row = rowOf('', '')
      replaceRows([...rows.value, row])
      return row
    },
    /** Adds a row for a file; its key is the file's name where that can be one. */
    addFile(file: EntryFile): EntryRow {
      const row = rowOf(dataKeyProblem(file.name) === null ? file.name : '', '', file)
      replaceRows([...rows.value.filter((each) => !isBlank(each)), row])
      return row
    },
    /** Takes a row away; tells which one the keyboard is led to. */
    remove(row: EntryRow): EntryRow | null {
      const at = rows.value.indexOf(row)
      replaceRows(rows.value.filter((each) => each !== row))
      return rows.value[Math.min(at, rows.value.length - 1)] ?? null
    },
    /** How many of the keys are there already. */
    countThere: (entries: readonly DotenvEntry[]): number =>
      entries.filter(({ key }) => keyCounts.value.has(key)).length,
    /** Adds what was read from a text; keys that are there take the new value. */
    take(entries: readonly DotenvEntry[]): void {
      const there = new Map(rows.value.map((row) => [row.key, row]))
      const added = entries.filter(({ key }) => !there.has(key)).map(({ key, value }) => rowOf(key, value))
      for (const { key, value } of entries) {
        const row = there.get(key)
        if (row !== undefined) change(row, { text: value, file: null })
      }
      replaceRows([...rows.value.filter((row) => !isBlank(row)), ...added])
    },
    hasAny: () => !isEmpty.value,
    /** All of them, to be sent. */
    all: (): KeyWithValue[] =>
      rows.value
        .filter((row) => !isBlank(row))
        .map(({ key, text, file }) => ({
          key,
          value: file === null ? { kind: 'text', text } : { kind: 'file', id: file.id ?? '' },
        })),
    /** Everything but the values, for a draft. */
    draftEntries: () =>
      rows.value.map(({ key, file }) => ({ key, file: file && { name: file.name, size: file.size } })),
    /** The values that were typed, by the names that drafts have for them. */
    draftValues: (): Record<string, string> =>
      Object.fromEntries(
        rows.value.flatMap(({ text }, at) => (text === '' ? [] : [[entryField(at), text] as const])),
      ),
    fillFromDraft(drafted: DraftFields['entries'] = [], values: Readonly<Record<string, string>> = {}): void {
      replaceRows(
        drafted.map(({ key, file }, at) => {
          const text = values[entryField(at)] ?? ''
          return rowOf(key, text, file && { id: null, ...file })
        }),
      )
    },
    /** The ids of the files that the main process still holds. */
    fileIds: () => rows.value.flatMap(({ file }) => (file?.id ? [file.id] : [])),
    clear: () => replaceRows([]),
  }
}

export type SecretEntries = ReturnType<typeof createSecretEntries>
