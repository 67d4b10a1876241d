import { reactive } from 'vue'
import type { ContextList, ContextSummary } from '../../../shared/contract/contexts.ts'
import type { Health } from '../../../shared/contract/cluster.ts'
import { Settings } from '../../../shared/contract/settings.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import type { OpenedContext } from './context-drift.ts'
import { createContexts } from './contexts.ts'

export const summary = (name: string, parts: Partial<ContextSummary> = {}): ContextSummary => ({
  name,
  cluster: name,
  server: `https://${name}.example.org`,
  user: 'bob',
  namespace: 'default',
  file: '/k/config',
  protection: 'verified',
  problem: null,
  ...parts,
})

export const listOf = (contexts: ContextSummary[], parts: Partial<ContextList> = {}): ContextList => ({
  places: [],
  failures: [],
  contexts,
  current: null,
  problem: null,
  isUsual: true,
  recent: [],
  sandbox: null,
  ...parts,
})

/** Contexts with a list that the test changes. Records what is opened and retried. */
export function makeContexts(first: ContextList, stored: Partial<Settings> = {}) {
  const opened: string[] = []
  let retried = 0
  const openContext = reactive({
    context: '',
    health: null as Health | null,
    hasRows: false,
    opened: null as OpenedContext | null,
    open(name: string) {
      opened.push(name)
      openContext.context = name
      openContext.opened = null
      openContext.health =
        name === '' ? null : { state: 'connecting', step: 'kubeconfig', done: [], plugin: '' }
    },
    retry: () => {
      retried += 1
      return Promise.resolve()
    },
  })
  const settings = reactive({
    current: Settings.parse(stored),
    read: () => Promise.resolve(),
    change: (part: Partial<Settings>) => {
      settings.current = { ...settings.current, ...part }
      return Promise.resolve()
    },
  })
  const now = { list: first }
  const listeners: ((list: ContextList) => void)[] = []
  const askedListeners: ((list: ContextList) => void)[] = []
  const read = (): Promise<Result<ContextList>> => Promise.resolve({ ok: true, value: now.list })
  const readFiles: (string | null)[] = []
  const chosen = { list: first, times: 0 }
  const contexts = createContexts({
    api: {
      contexts: {
        list: read,
        openKubeconfig: () => {
          chosen.times += 1
          return Promise.resolve({ ok: true, value: chosen.list })
        },
        readKubeconfig: ({ file }) => {
          readFiles.push(file)
          return read()
        },
        allow: () => Promise.resolve({ ok: true, value: null }),
        allowConnection: () => Promise.resolve({ ok: true, value: null }),
        asked: (listener) => {
          askedListeners.push(listener)
          return () => undefined
        },
        changed: (listener) => {
          listeners.push(listener)
          return () => undefined
        },
      },
    },
    settings,
    openContext,
  })
  return {
    contexts,
    openContext,
    settings,
    opened,
    retried: () => retried,
    /** The results of the open dialog, and how often it was shown. */
    chosen,
    /** The recent kubeconfigs that were read, `null` for the default files. */
    readFiles,
    /** Simulates the cluster's answer. */
    live(name: string, parts: Partial<OpenedContext> = {}) {
      const { cluster, server, user } = summary(name)
      openContext.opened = { cluster, server, user, ...parts }
      openContext.health = { state: 'live', since: '' }
    },
    fail(failure: Failure) {
      openContext.health = { state: 'failed', asOf: '', failure }
    },
    /** Simulates a second start that asks for a context. */
    ask(list: ContextList) {
      now.list = list
      for (const listener of askedListeners) listener(list)
    },
    /** Simulates changed files, as the main process reports them. */
    change(list: ContextList) {
      now.list = list
      for (const listener of listeners) listener(list)
    },
  }
}
