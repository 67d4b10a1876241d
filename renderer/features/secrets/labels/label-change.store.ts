import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { SecretAt, WriteOutcome } from '../../../../shared/contract/secrets.ts'
import { useApi, type StreamHandlers } from '../../../api.ts'
import { onNextFrame } from '../../../ui/next-frame.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { createListIndex, type ListIndex } from '../../../state/open-context/list-index.ts'
import { createLabelForm, type AskedChange } from './label-form.ts'
import { createRun } from '../../runs/run.ts'
import { usePatchRights } from '../../../state/contexts/patch-rights.store.ts'
import type { SecretRow } from '../../../../shared/credential.ts'
import type { LabelAction } from '../rows/secret-columns.ts'
import { useSecretsView } from '../rows/secrets-view.store.ts'
import { useUnregisteredSecrets } from '../rows/unregistered-secrets.store.ts'

const secretAt = ({ namespace, kubernetesName, resourceVersion }: SecretRow): SecretAt => ({
  ...{ namespace, resourceVersion },
  name: kubernetesName,
})

/** Registering or unregistering some secrets, from the question to the last result. */
export const useLabelChange = defineStore('label-change', () => {
  const api = useApi()
  const openContext = useOpenContext()
  const unregistered = useUnregisteredSecrets()
  const view = useSecretsView()
  const rights = usePatchRights()

  const asked = shallowRef<AskedChange | null>(null)
  /** The live list, while a change needs it. */
  const index = shallowRef<ListIndex | null>(null)
  const isRegister = () => asked.value?.action === 'register'

  const { reset, ...form } = createLabelForm({
    asked: () => asked.value,
    projects: view.projects,
    clusterNamespace: () => view.clusterNamespace,
    reasonAgainst: rights.reasonAgainst,
  })

  function send(rows: SecretRow[], given: StreamHandlers<WriteOutcome>): () => void {
    const { context } = openContext
    const secrets = rows.map(secretAt)
    const handlers = invalidatingOnForbidden(given)
    if (!isRegister()) return api.secrets.unregister({ context, secrets }, handlers)
    const type = form.type.value
    if (type === null) return () => undefined
    return api.secrets.register({ context, place: form.place.value, type, secrets }, handlers)
  }

  /** Asks again about a namespace that refuses, so that permissions are shown as they are now. */
  function invalidatingOnForbidden(given: StreamHandlers<WriteOutcome>): StreamHandlers<WriteOutcome> {
    const refused = new Set<string>()
    return {
      ...given,
      onMessage: (outcome) => {
        if (outcome.failure?.code === 'forbidden') refused.add(outcome.namespace)
        given.onMessage(outcome)
      },
      onEnd: () => {
        if (refused.size > 0) void rights.askAgain(refused)
        given.onEnd()
      },
    }
  }

  const run = createRun<SecretRow>({
    send,
    find: (uid) => (isRegister() ? unregistered.find(uid) : index.value?.unusedWith(uid)),
    schedule: onNextFrame,
  })

  /** Whether the list shows that a secret was changed. */
  function isDone({ uid }: SecretRow): boolean {
    const isRegistered =
      index.value?.unusedWith(uid) !== undefined || index.value?.credentialWith(uid) !== undefined
    return isRegister() === isRegistered
  }
  const leftButDone = () =>
    run.state.value?.lines.filter(({ state, secret }) => state.kind === 'left' && isDone(secret)).length
  watch(leftButDone, () => run.settle(isDone))

  function open(action: LabelAction, secrets: readonly SecretRow[]): void {
    close()
    if (secrets.length === 0) return
    index.value = createListIndex(openContext)
    asked.value = { action, secrets }
    reset()
    const namespaces = secrets.map(({ namespace }) => namespace)
    void rights.ask(openContext.context, namespaces)
  }

  /** Ends everything. What hasn't begun isn't changed. */
  function close(): void {
    run.clear()
    index.value?.leave()
    index.value = null
    asked.value = null
  }
  watch(() => openContext.context, close)

  function start(): void {
    if (form.canStart.value) run.start(form.plan.value.taken)
  }

  return {
    ...form,
    asked,
    departments: computed(() => {
      const known = [...(index.value?.departments() ?? []), ...openContext.projects.departments]
      return [...new Map(known.map((each) => [each.id, each])).values()]
    }),
    run: run.state,
    open,
    close,
    start,
    cancel: run.cancel,
    tryAgain: run.tryAgain,
    goOn: run.goOn,
  }
})
