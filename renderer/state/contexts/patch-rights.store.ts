import { defineStore } from 'pinia'
import { useApi } from '../../api.ts'
import { useMayChange } from './use-may-change.ts'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { createPatchRights } from './patch-rights.ts'

/** The namespaces in which the user may change labels of secrets. */
export const usePatchRights = defineStore('patch-rights', () => {
  const rights = createPatchRights({ api: useApi(), now: () => Date.now() })
  const { reason } = useMayChange()
  useOpenContext().$onAction(({ name, after }) => {
    if (name === 'refresh') after(() => void rights.askAgain())
  })
  return {
    ask: rights.ask,
    askAgain: rights.askAgain,
    /** Why nothing may be changed in a namespace. Empty if it may, or if that is unknown. */
    reasonAgainst: (namespace: string): string => reason.value || rights.reasonAgainst(namespace),
  }
})
