import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { entryField, type DraftFields } from '../../../../shared/contract/drafts.ts'
import type { KeyWithValue } from '../../../../shared/contract/wizard.ts'
import { dataKeyProblem } from '../../../../shared/data-key.ts'
import { createEntryProblems } from './entry-problems.ts'
import { isBlank, type EntryFile, type EntryRow } from './entry-row.ts'
import type { DotenvEntry } from './dotenv-text.ts'

/** A key as a command names it; a value of several lines is read from a file there, as one that is a file. */
export interface NamedKey {
  key: string
  isFile: boolean
}

const areAlike = (some: readonly NamedKey[], others: readonly NamedKey[]): boolean =>
  some.length === others.length &&
  some.every(({ key, isFile }, at) => key === others[at]?.key && isFile === others[at].isFile)

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * The keys and values of a new secret, for as long as its wizard is there. A row in which nothing is entered counts for
 * nothing, unless it is the only one. Values never are in a store's state.
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

  const problems = createEntryProblems(rows)
  const { isEmpty } = problems

  function change(row: EntryRow, part: Partial<Pick<EntryRow, 'key' | 'text' | 'file'>>): void {
    Object.assign(row, part)
    row.size = row.file?.size ?? bytesOf(row.text)
    revision.value += 1
  }

  /** The same object for as long as no key changes: a command of hundreds is not made again with every letter of a value. */
  const named = computed<readonly NamedKey[]>((before) => {
    const now = rows.value
      .filter(({ key }) => key !== '')
      .map(({ key, text, file }) => ({ key, isFile: file !== null || /[\r\n]/.test(text) }))
    return before !== undefined && areAlike(before, now) ? before : now
  })

  return {
    rows,
    named,
    size: problems.size,
    problemOf: problems.problemOf,
    firstWrong: problems.firstWrong,
    isFirstWrong: problems.isFirstWrong,
    problem: problems.problem,
    /** Changes with every key and value; it tells nothing of them. */
    revision,
    change,
    /** Its key was left: an empty one is reported now. */
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
      entries.filter(({ key }) => problems.hasKey(key)).length,
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
    hasValues: () => rows.value.some(({ text, file }) => text !== '' || file !== null),
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
