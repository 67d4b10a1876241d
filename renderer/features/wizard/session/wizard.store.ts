import { defineStore } from 'pinia'
import { scopeOfKey } from '../../../../shared/credential.ts'
import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import type { Credential } from '../../../../shared/credential.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import { createQueue } from '../../../../shared/queue.ts'
import { useApi } from '../../../api.ts'
import { useCredentialsView } from '../../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { createListIndex } from '../../../state/open-context/list-index.ts'
import { useConnectionQuestion } from '../../../state/contexts/connection-question.store.ts'
import { useContextMarks } from '../../../state/contexts/context-marks.store.ts'
import { draftKeeping } from './draft-keeping.ts'
import { createWizardSession } from './wizard-session.ts'
import { createWizards } from './wizards.ts'

/** Milliseconds in which newly visible nodes are collected for one request. */
const gatherFor = 50

/**
 * The wizards of the window. The session of the shown one contains values, so that it isn't part of the store's state;
 * a function returns it.
 */
export const useWizardStore = defineStore('wizard', () => {
  const api = useApi()
  const openContext = useOpenContext()
  const view = useCredentialsView()
  const marks = useContextMarks()
  const question = useConnectionQuestion()
  const enqueue = createQueue()

  const begin = (type: CredentialType) =>
    createWizardSession({
      context: openContext.context,
      clusterName: marks.nameOf(openContext.context),
      type,
      api: {
        ...api.wizard,
        check: question.confirmed(api.wizard.check),
        create: question.confirmed(api.wizard.create),
        claim: question.confirmed(api.wizard.claim),
      },
      index: createListIndex(openContext),
      projects: () => openContext.projects,
      runaiNamespace: marks.runaiPlaceOf(openContext.context).runaiNamespace,
      keeping: draftKeeping(api, { context: openContext.context, type }),
      enqueue,
      now: () => Date.now(),
      later: (callback) => void setTimeout(callback, gatherFor),
    })

  /** The scope that the page is filtered by. */
  function likelyScope(): ScopedNamespace | null {
    const [key, ...others] = view.keysOf('scope')
    const scope = key === undefined || others.length > 0 ? null : scopeOfKey(key)
    if (scope === null) return null
    const { kind, id } = scope
    if (kind === 'account') return null
    const written = { kind, id }
    const { runaiNamespace } = marks.runaiPlaceOf(openContext.context)
    if (kind !== 'project') return { scope: written, namespace: runaiNamespace }
    const project = openContext.projects.known.find(({ name }) => name === id)
    return project === undefined ? null : { scope: written, namespace: project.namespace }
  }

  function show(context: string, credential: Credential): boolean {
    if (context !== openContext.context) return false
    openContext.showCreating(context, credential)
    return view.pin(credential)
  }

  const { shown, ...wizards } = createWizards({
    context: () => openContext.context,
    begin,
    likelyScope,
    show,
  })

  /** Leaves the wizard, keeping its draft, and shows the row of a credential. */
  function openCredential(credential: Credential): void {
    wizards.close()
    view.leadTo(credential)
  }

  return { ...wizards, session: () => shown.value, openCredential }
})
