import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ContextList, ContextSummary } from '../../../shared/contract/contexts.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import { useApi } from '../../api.ts'
import { useCredentialsStore } from '../credentials/credentials.store.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { contextToOpen } from './context-to-open.ts'

/** The contexts of the kubeconfig, and which of them is open. */
export const useContextsStore = defineStore('contexts', () => {
  const api = useApi()
  const settings = useSettingsStore()
  const credentials = useCredentialsStore()

  const list = shallowRef<ContextList | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const isReading = ref(false)
  const isSwitcherOpen = ref(false)
  const contexts = computed<readonly ContextSummary[]>(() => list.value?.contexts ?? [])
  const open = computed(() => contexts.value.find((context) => context.name === credentials.context) ?? null)

  async function readWith(ask: () => Promise<Result<ContextList | null>>): Promise<ContextList | null> {
    if (isReading.value) return null
    isReading.value = true
    const result = await ask()
    isReading.value = false
    failure.value = result.ok ? null : result.failure
    if (!result.ok || result.value === null) return null
    list.value = result.value
    return result.value
  }

  function openFirst(read: ContextList | null): void {
    if (read !== null) credentials.open(contextToOpen(read, settings.current.lastContext))
  }

  /** Reads the kubeconfig at the start and opens the context that it, or the last time, names. */
  async function start(): Promise<void> {
    api.contexts.asked(showAsked)
    const [read] = await Promise.all([readWith(() => api.contexts.list({})), settings.read()])
    openFirst(read)
  }

  /** Reads the kubeconfig again; an open context that is still in it stays open, and is tried again if it failed. */
  async function readAgain(): Promise<void> {
    const read = await readWith(() => api.contexts.list({}))
    if (read === null) return
    const isStillThere = read.contexts.some((context) => context.name === credentials.context)
    if (!isStillThere) openFirst(read)
    else if (credentials.health?.state === 'failed') await credentials.refresh()
  }

  /** Shows what a second start asked for; a context that is open already is left as it is. */
  function showAsked(asked: ContextList): void {
    const before = JSON.stringify(open.value)
    failure.value = null
    list.value = asked
    const isOpen = asked.current === credentials.context && JSON.stringify(open.value) === before
    if (!isOpen) openFirst(asked)
  }

  async function openKubeconfig(): Promise<void> {
    openFirst(await readWith(() => api.contexts.openKubeconfig({})))
  }

  function choose(name: string): void {
    isSwitcherOpen.value = false
    const chosen = contexts.value.find((context) => context.name === name)
    if (chosen === undefined || chosen.problem !== null) return
    if (name !== credentials.context) credentials.open(name)
    void settings.change({ lastContext: name })
  }

  return {
    list,
    failure,
    isReading,
    isSwitcherOpen,
    contexts,
    open,
    start,
    readAgain,
    openKubeconfig,
    choose,
  }
})
