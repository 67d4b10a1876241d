import type { Failure } from '../../shared/failure.ts'
import { useContextsStore } from '../features/contexts/contexts.store.ts'
import { useCredentialsStore } from '../features/credentials/credentials.store.ts'
import { useApplicationStore } from './application.store.ts'
import { failureReport, type FailureAction } from './failure-text.ts'

/** Does what the button of a failure says. */
export function useFailureActions() {
  const contexts = useContextsStore()
  const credentials = useCredentialsStore()
  const application = useApplicationStore()

  function run(action: FailureAction): void {
    switch (action) {
      case 'try-again':
      case 'sign-in-again':
        return void (credentials.context === '' ? contexts.readAgain() : credentials.refresh())
      case 'other-cluster':
        contexts.isSwitcherOpen = true
        return
      case 'open-kubeconfig':
        return void contexts.openKubeconfig()
      case 'read-kubeconfig-again':
        return void contexts.readAgain()
    }
  }

  const copyReport = (failure: Failure): Promise<boolean> => {
    const place = { context: credentials.context, now: Date.now() }
    return application.copy(failureReport(failure, place, application.facts.version))
  }

  return { run, copyReport }
}
