import { useRouter } from 'vue-router'
import type { AskedCredential } from '../../../shared/credential-address.ts'
import { useApi } from '../../api.ts'
import { useDetails } from './details.store.ts'

/**
 * Opens the details that the command line names, those of every further start, and otherwise those that were last open.
 */
export function useAskedCredential() {
  const api = useApi()
  const details = useDetails()
  const router = useRouter()

  function show(credential: AskedCredential): void {
    details.want(credential, true)
    void router.push('/credentials')
  }

  return {
    /** Call it once the settings are loaded. */
    async start(): Promise<void> {
      api.details.asked(show)
      const result = await api.details.takeAsked({})
      if (result.ok && result.value !== null) show(result.value)
      details.restore()
    },
  }
}
