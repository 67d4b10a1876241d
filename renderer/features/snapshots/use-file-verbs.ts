import { useRouter } from 'vue-router'
import type { SnapshotFile } from '../../../shared/snapshot.ts'
import { useApi } from '../../api.ts'
import { useComparing } from './compare/comparing.store.ts'
import { useOpenedSnapshots } from './file/opened-snapshots.store.ts'
import { comparePath, snapshotPath } from './file/snapshot-paths.ts'

/** The actions on files that every page has. Each opens the page with its result. */
export function useFileVerbs() {
  const opened = useOpenedSnapshots()
  const comparing = useComparing()
  const router = useRouter()
  const api = useApi()

  /** Shows one file, compares two, and lists more. */
  async function show(files: readonly SnapshotFile[]): Promise<void> {
    const [first, second] = files
    if (first === undefined) return
    files.forEach(opened.open)
    if (second === undefined) await router.push(snapshotPath(first.id))
    else if (files.length > 2) await router.push('/snapshots')
    else {
      comparing.setBoth({ kind: 'file', file: first }, { kind: 'file', file: second })
      await router.push(comparePath)
    }
  }

  return {
    show,
    /** Shows the files that the command line named, and those of every further start. */
    async reviewAsked(): Promise<void> {
      api.snapshots.asked((files) => void show(files))
      const result = await api.snapshots.toReview({})
      if (result.ok) await show(result.value)
    },
    choose: async () => show(await opened.choose()),
    async drop(files: readonly File[]): Promise<void> {
      const taken = await opened.drop(files)
      if (taken.length > 0) await show(taken)
      if (opened.notTaken.length > 0) await router.push('/snapshots')
    },
  }
}
