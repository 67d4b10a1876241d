import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { entryField, type DraftFields } from '../../../../shared/contract/drafts.ts'
import type { KeyWithValue } from '../../../../shared/contract/wizard.ts'
import { dataKeyProblem } from '../../../../shared/data-key.ts'
import { createEntryProblems } from './entry-problems.ts'
import { isBlank, type EntryFile, type EntryRow } from './entry-row.ts'
import type { DotenvEntry } from './dotenv-text.ts'
import { bytesOf } from './secret-values.ts'

/** A key in a command. Values that are files or have several lines are read from a file there. */
interface NamedKey {
  key: string
  isFile: boolean
}

const areAlike = (some: readonly NamedKey[], others: readonly NamedKey[]): boolean =>
  some.length === others.length &&
  some.every(({ key, isFile }, at) => key === others[at]?.key && isFile === others[at].isFile)

/**
 * The keys and values of a new secret while its wizard exists. An empty row is ignored unless it is the only one.
 * Values are never in a store's state.
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

  /** The same object until a key changes, so that a command with hundreds isn't rebuilt on every letter of a value. */
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
    /** Changes with every key and value, but doesn't reveal them. */
    revision,
    change,
    /** Its key lost the focus: an empty one is now reported. */
    leave: (row: EntryRow) => void (row.isLeft = true),
    /** Adds an empty row at the end. */
    add(): EntryRow {
      const row = rowOf('', '')
      replaceRows([...rows.value, row])
      return row
    },
    /** Adds a row for a file. Its key is the file's name if valid. */
    addFile(file: EntryFile): EntryRow {
      const row = rowOf(dataKeyProblem(file.name) === null ? file.name : '', '', file)
      replaceRows([...rows.value.filter((each) => !isBlank(each)), row])
      return row
    },
    /** Removes a row. Returns the one to focus. */
    remove(row: EntryRow): EntryRow | null {
      const at = rows.value.indexOf(row)
      replaceRows(rows.value.filter((each) => each !== row))
      return rows.value[Math.min(at, rows.value.length - 1)] ?? null
    },
    /** How many of the keys already exist. */
    countThere: (entries: readonly DotenvEntry[]): number =>
      entries.filter(({ key }) => problems.hasKey(key)).length,
    /** Adds parsed entries. Existing keys get the new value. */
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
    /** All of them, for sending. */
    all: (): KeyWithValue[] =>
      rows.value
        .filter((row) => !isBlank(row))
        .map(({ key, text, file }) => ({
          key,
          value: file === null ? { kind: 'text', text } : { kind: 'file', id: file.id ?? '' },
        })),
    /** Everything except the values, for a draft. */
    draftEntries: () =>
      rows.value.map(({ key, file }) => ({ key, file: file && { name: file.name, size: file.size } })),
    /** The typed values by their names in drafts. */
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
    /** The ids of files that the main process still holds. */
    fileIds: () => rows.value.flatMap(({ file }) => (file?.id ? [file.id] : [])),
    clear: () => replaceRows([]),
  }
}

export type SecretEntries = ReturnType<typeof createSecretEntries>
