import { computed, shallowRef } from 'vue'
import type { Failure, Result } from '../../../../shared/failure.ts'
import type { AgeLimits } from '../../../../shared/rotation.ts'
import type { SnapshotFile } from '../../../../shared/snapshot.ts'
import type { Api } from '../../../api.ts'
import { createOpenSnapshot, type OpenSnapshot } from './open-snapshot.ts'

interface OpenedSnapshotsDeps {
  api: Pick<Api, 'snapshots'>
  ageLimits: () => AgeLimits
  /** Milliseconds since 1970. */
  now: () => number
}

/** A file that couldn't be accepted. */
interface FileNotTaken {
  name: string
  failure: Failure
}

/**
 * The snapshots that are open in this session, whatever page is shown, and recent files. They stay open until the user
 * closes them.
 */
export function createOpenedSnapshots({ api, ageLimits, now }: OpenedSnapshotsDeps) {
  const openSnapshots = shallowRef<readonly OpenSnapshot[]>([])
  const recent = shallowRef<readonly SnapshotFile[]>([])
  const isRecentRead = shallowRef(false)
  /** Why the list, the dialog or dropped files failed. */
  const failure = shallowRef<Failure | null>(null)
  const notTaken = shallowRef<readonly FileNotTaken[]>([])

  function takeRecent(result: Result<SnapshotFile[]>): void {
    isRecentRead.value = true
    if (result.ok) recent.value = result.value
    else failure.value = result.failure
  }
  const readRecent = async () => takeRecent(await api.snapshots.recent({}))

  const find = (id: string): OpenSnapshot | undefined =>
    openSnapshots.value.find(({ file }) => file.id === id)

  /** Opens a file, or returns the one that is already open. Rereads one that failed or was cancelled. */
  function open(file: SnapshotFile): OpenSnapshot {
    const known = find(file.id)
    if (known !== undefined) {
      const { kind } = known.state.value
      if (known.table.value === null && (kind === 'failed' || kind === 'cancelled')) known.read()
      return known
    }
    const openSnapshot = createOpenSnapshot(file, { api, ageLimits, now, onOpened: () => void readRecent() })
    openSnapshots.value = [...openSnapshots.value, openSnapshot]
    openSnapshot.read()
    return openSnapshot
  }

  function close(id: string): void {
    find(id)?.close()
    openSnapshots.value = openSnapshots.value.filter(({ file }) => file.id !== id)
  }

  /** Asks for files by the native dialog. Opens and returns them. */
  async function choose(): Promise<SnapshotFile[]> {
    failure.value = null
    const result = await api.snapshots.choose({})
    if (!result.ok) {
      failure.value = result.failure
      return []
    }
    result.value.forEach(open)
    return result.value
  }

  /** Takes files that were dropped on the window. Opens and returns those that can be. */
  async function drop(files: readonly File[]): Promise<SnapshotFile[]> {
    const results = await Promise.all(files.map((file) => api.snapshots.drop(file)))
    notTaken.value = results.flatMap((result, at) =>
      result.ok ? [] : [{ name: files[at]?.name ?? '', failure: result.failure }],
    )
    const taken = results.flatMap((result) => (result.ok ? [result.value] : []))
    taken.forEach(open)
    return taken
  }

  return {
    openSnapshots,
    recent: computed(() => recent.value.filter(({ id }) => find(id) === undefined)),
    allRecent: recent,
    isRecentRead,
    failure,
    notTaken,
    find,
    open,
    close,
    choose,
    drop,
    readRecent,
    forget: async (id: string) => takeRecent(await api.snapshots.forget({ file: id })),
    dismiss(): void {
      failure.value = null
      notTaken.value = []
    },
  }
}
