import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { Credential } from '../../../../shared/credential.ts'
import { createQueue } from '../../../../shared/queue.ts'
import { useApi } from '../../../api.ts'
import { useConnectionQuestion } from '../../../state/contexts/connection-question.store.ts'
import { createListIndex } from '../../../state/open-context/list-index.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { createRotateSession, type RotateSession } from './rotate-session.ts'

/**
 * The rotation with the open dialog. Its session contains values, so that it isn't part of the store's state; a
 * function returns it. One that was closed during a write continues, and is shown again when its credential is rotated.
 */
export const useRotate = defineStore('rotate', () => {
  const api = useApi()
  const openContext = useOpenContext()
  const question = useConnectionQuestion()
  const enqueue = createQueue()
  const shown = shallowRef<RotateSession | null>(null)
  const hidden = new Set<RotateSession>()

  function open(credential: Credential): void {
    const { type } = credential
    if (type === null || shown.value !== null) return
    const { context } = openContext
    const running = [...hidden].find(
      (each) => each.credential.uid === credential.uid && each.context === context,
    )
    if (running !== undefined) {
      hidden.delete(running)
      shown.value = running
      return
    }
    const { look } = api.rotation
    const session = createRotateSession({
      ...{ context, credential, type, enqueue, index: createListIndex(openContext), now: () => Date.now() },
      api: { ...api, rotation: { ...api.rotation, look: question.confirmed(look) } },
    })
    shown.value = session
  }

  function close(): void {
    const session = shown.value
    shown.value = null
    if (session === null) return
    if (!session.isBusy()) {
      session.end()
      return
    }
    hidden.add(session)
    const stop = watch(session.isBusy, () => {
      stop()
      if (hidden.delete(session)) session.end()
    })
  }
  watch(() => openContext.context, close)

  return { session: () => shown.value, open, close }
})
