import { computed } from 'vue'
import type { SecretTable } from '../../../../shared/secret-columns.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { useSecretsDownload } from './secrets-download.store.ts'
import { useSecretsOf } from './secrets-of.ts'
import { useUnregisteredSecrets } from './unregistered-secrets.store.ts'

/** Saves secrets of a table as CSV. */
export function useSecretsSaving(part: SecretTable) {
  const openContext = useOpenContext()
  const download = useSecretsDownload()
  const unregistered = useUnregisteredSecrets()
  const view = useSecretsOf(part)
  return {
    /**
     * Why rows can't be saved. Empty if they can. The main process only has a namespace's secrets while it follows it.
     */
    refusal: computed(() =>
      part === 'unregistered' && !unregistered.isFollowed ? 'Read the namespace again first.' : '',
    ),
    /** Saves these rows or, without any, all shown ones. */
    start: (uids?: string[]) =>
      download.start({
        context: openContext.context,
        namespace: part === 'unused' ? null : unregistered.namespace,
        selection: view.selected(),
        ...(uids === undefined ? {} : { uids }),
      }),
  }
}
