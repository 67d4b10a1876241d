import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { SurveyMessage } from '../../../shared/contract/usage.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { UnseenUsers } from '../../../shared/usage.ts'
import { useApi } from '../../api.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'

/** The survey over all credentials for which of them are used. The list's rows contain its results. */
export const useUsageSurvey = defineStore('usage-survey', () => {
  const api = useApi()
  const list = useOpenContext()
  const view = useCredentialsView()
  const isLooking = ref(false)
  const objects = ref(0)
  const unseen = shallowRef<readonly UnseenUsers[]>([])
  const failure = shallowRef<Failure | null>(null)
  let end = () => {}

  function take(message: SurveyMessage): void {
    if (message.kind === 'progress') objects.value = message.objects
    else unseen.value = message.unseen
  }

  function stop(): void {
    end()
    isLooking.value = false
  }

  function dismiss(): void {
    unseen.value = []
    failure.value = null
  }

  /** Starts over, and shows the column with the results. */
  function start(): void {
    stop()
    dismiss()
    objects.value = 0
    isLooking.value = true
    if (!view.columns.includes('usage')) view.setColumns([...view.columns, 'usage'])
    end = api.usage.survey(
      { context: list.context },
      {
        onMessage: take,
        onEnd: () => void (isLooking.value = false),
        onFailure: (reason) => {
          isLooking.value = false
          failure.value = reason
        },
      },
    )
  }
  watch(
    () => list.context,
    () => {
      stop()
      dismiss()
    },
  )

  return { isLooking, objects, unseen, failure, start, stop, dismiss }
})
