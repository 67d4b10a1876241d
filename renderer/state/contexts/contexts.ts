import { computed, ref, shallowRef, watch } from 'vue'
import type { ContextList, ContextSummary } from '../../../shared/contract/contexts.ts'
import type { Health } from '../../../shared/contract/cluster.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { driftOf, type ContextDrift, type OpenedContext } from './context-drift.ts'
import { recentFirst, withOpened } from './context-order.ts'
import { createContextStates } from './context-states.ts'
import { contextToOpen } from './context-to-open.ts'
import { createRetryOnNews } from './retry-on-news.ts'

interface ContextsDeps {
  api: Pick<Api, 'contexts'>
  settings: {
    readonly current: Settings
    read: () => Promise<void>
    change: (part: Partial<Settings>) => Promise<void>
  }
  openContext: {
    readonly context: string
    readonly health: Health | null
    readonly hasRows: boolean
    readonly opened: OpenedContext | null
    open: (name: string) => void
    retry: () => Promise<void>
  }
}

/** The contexts from the kubeconfig files, and the state of reading them. */
function createContextList() {
  const list = shallowRef<ContextList | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const isReading = ref(false)
  let last: Promise<unknown> = Promise.resolve()

  function take(read: ContextList): void {
    failure.value = null
    list.value = read
  }

  /** Waits until no other read is under way, so that no request is lost. */
  async function readWith(ask: () => Promise<Result<ContextList | null>>): Promise<ContextList | null> {
    isReading.value = true
    const asked = last.then(ask)
    last = asked
    const result = await asked
    if (last === asked) isReading.value = false
    failure.value = result.ok ? null : result.failure
    if (!result.ok || result.value === null) return null
    list.value = result.value
    return result.value
  }

  return { list, failure, isReading, take, readWith }
}

/** The contexts of the kubeconfig and which one is open. Contacts no cluster except by opening one. */
export function createContexts({ api, settings, openContext }: ContextsDeps) {
  const { list, failure, isReading, take, readWith } = createContextList()
  const states = createContextStates({ openContext })
  const news = createRetryOnNews({ openContext })

  const isSwitcherOpen = ref(false)
  const contexts = computed<readonly ContextSummary[]>(() => list.value?.contexts ?? [])
  const open = computed(() => contexts.value.find(({ name }) => name === openContext.context) ?? null)
  const recent = computed(() => recentFirst(contexts.value, settings.current.recentContexts))
  const drift = computed(() => driftOf(list.value, openContext.context, openContext.opened))
  const dismissed = ref<ContextDrift | null>(null)
  let isStarted = false
  let isChoosing = false
  /** A change, or what a second start asked for, that arrived before it was known what to open. */
  let early: ContextList | null = null
  watch(drift, (now) => {
    if (now === null) dismissed.value = null
  })

  function openNamed(name: string): void {
    states.leave()
    dismissed.value = null
    openContext.open(name)
    const { recentContexts } = settings.current
    if (name !== '' && recentContexts[0] !== name)
      void settings.change({ recentContexts: withOpened(recentContexts, name) })
  }

  function openFirst(read: ContextList | null): void {
    if (read !== null) openNamed(contextToOpen(read, settings.current.lastContext))
  }

  /** Applies changed files. The open context stays open; if there is none, opens the one that they name. */
  function takeChanged(changed: ContextList): void {
    take(changed)
    if (!isStarted) early = changed
    else if (openContext.context === '') openFirst(changed)
    else news.tell()
  }

  /** Shows what a second start asked for. Leaves a context alone that is already open. */
  function showAsked(asked: ContextList): void {
    if (!isStarted) {
      early = asked
      return
    }
    const before = JSON.stringify(open.value)
    take(asked)
    const isOpen = asked.current === openContext.context && JSON.stringify(open.value) === before
    if (!isOpen) openFirst(asked)
  }

  function choose(name: string): void {
    isSwitcherOpen.value = false
    const chosen = contexts.value.find((context) => context.name === name)
    const isUsable = chosen === undefined ? name === list.value?.sandbox : chosen.problem === null
    if (!isUsable) return
    if (name !== openContext.context) openNamed(name)
    void settings.change({ lastContext: name })
  }

  return {
    list,
    failure,
    isReading,
    isSwitcherOpen,
    contexts,
    /** The same contexts, recently opened first. */
    recent,
    open,
    /** How the kubeconfig differs from what is open, unless that was dismissed. */
    drift: computed(() => (drift.value === dismissed.value ? null : drift.value)),
    dismissDrift: () => void (dismissed.value = drift.value),
    stateOf: states.stateOf,

    /** Reads the kubeconfig at startup and opens the context that it names, or the last one. */
    async start(): Promise<void> {
      api.contexts.asked(showAsked)
      api.contexts.changed(takeChanged)
      await Promise.all([readWith(() => api.contexts.list({})), settings.read()])
      isStarted = true
      if (early !== null) take(early)
      // A kubeconfig that was chosen meanwhile may already be open.
      if (openContext.context === '') openFirst(list.value)
    },

    /** Rereads the kubeconfig. An open context stays open, and is retried if it failed. */
    async readAgain(): Promise<void> {
      if (isReading.value) return
      const read = await readWith(() => api.contexts.list({}))
      if (read === null) return
      if (openContext.context === '') openFirst(read)
      else if (openContext.health?.state === 'failed') await openContext.retry()
    },

    /** Lets a person choose a kubeconfig and opens it. Only one dialog at a time. */
    async openKubeconfig(): Promise<void> {
      if (isChoosing) return
      isChoosing = true
      const read = await readWith(() => api.contexts.openKubeconfig({}))
      isChoosing = false
      openFirst(read)
    },
    /** Reads a recent kubeconfig, or the default files for `null`, and opens the context that it names. */
    async readKubeconfig(file: string | null): Promise<void> {
      openFirst(await readWith(() => api.contexts.readKubeconfig({ file })))
    },
    choose,
    /** Closes the open context. Nothing more is read from its cluster. */
    disconnect: () => openNamed(''),
    /** Reopens the open context with the current kubeconfig. */
    openAnew: () => openNamed(openContext.context),
  }
}
