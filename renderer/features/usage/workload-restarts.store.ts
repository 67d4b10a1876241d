import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { WorkloadToRestart } from '../../../shared/usage.ts'
import { useApi } from '../../api.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { createRestartProgress, type RestartState } from './restart-progress.ts'

/** The restarts that were started next to what uses a credential. They are tracked as long as their context is open. */
export const useWorkloadRestarts = defineStore('workload-restarts', () => {
  const api = useApi()
  const list = useOpenContext()
  const progress = shallowRef(createRestartProgress(api.usage, list.context))
  watch(
    () => list.context,
    (context) => {
      progress.value.leave()
      progress.value = createRestartProgress(api.usage, context)
    },
  )
  return {
    start: (workload: WorkloadToRestart): void => void progress.value.start(workload),
    stateOf: (uid: string): RestartState | undefined => progress.value.states.get(uid),
  }
})
