import type { Failure } from '../../../shared/failure.ts'
import { useConsentQuestion } from '../../state/contexts/consent-question.store.ts'
import { useContextMarks } from '../../state/contexts/context-marks.store.ts'
import { useContextsStore } from '../../state/contexts/contexts.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useNamedNamespaces } from '../../state/open-context/named-namespaces.store.ts'
import { useApplicationStore } from '../../state/application.store.ts'
import { failureReport, type FailureAction } from '../../../shared/failure-text/failure-text.ts'

/** Runs the action of a failure's button. */
export function useFailureActions() {
  const contexts = useContextsStore()
  const openContext = useOpenContext()
  const marks = useContextMarks()
  const consent = useConsentQuestion()
  const namespaces = useNamedNamespaces()
  const application = useApplicationStore()

  function run(action: FailureAction): void {
    switch (action) {
      case 'try-again':
      case 'sign-in-again':
        return void (openContext.context === '' ? contexts.readAgain() : openContext.refresh())
      case 'review-plugin':
      case 'review-files':
        consent.isShown = true
        return
      case 'name-namespaces':
        namespaces.isOpen = true
        return
      case 'name-and-colour':
        marks.edited = openContext.context
        return
      case 'other-cluster':
        contexts.isSwitcherOpen = true
        return
      case 'open-kubeconfig':
        return void contexts.openKubeconfig()
      case 'read-kubeconfig-again':
        return void contexts.readAgain()
    }
  }

  /** The actions of a failure that can help now. Naming namespaces only helps if they can't be listed. */
  const helpful = (actions: readonly FailureAction[]): FailureAction[] =>
    actions.filter((action) => action !== 'name-namespaces' || !openContext.projects.isComplete)

  const copyReport = (failure: Failure): Promise<boolean> => {
    const place = { context: openContext.context, now: Date.now() }
    return application.copy(failureReport(failure, place, application.facts.version))
  }

  return { run, helpful, copyReport }
}
