import { ref, shallowRef } from 'vue'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { Failure } from '../../../shared/failure.ts'
import { isNamespaceName } from '../../../shared/kubernetes-name.ts'
import type { Api } from '../../api.ts'

interface Deps {
  api: Pick<Api, 'cluster'>
  settings: { readonly current: Settings; read: () => Promise<void> }
  openContext: { readonly context: string; refresh: () => Promise<void> }
}

/** How many namespaces can be named for one context. */
export const mostNamespaces = 500

/** The names in a text, separated by lines, spaces or commas, without duplicates. */
export function readNames(text: string): { names: string[]; wrong: string[] } {
  const words = [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))]
  return {
    names: words.filter(isNamespaceName),
    wrong: words.filter((word) => !isNamespaceName(word)),
  }
}

/** The namespaces that the user names if they can't be listed. The main process remembers them by context. */
export function createNamedNamespaces({ api, settings, openContext }: Deps) {
  const isOpen = ref(false)
  const isKeeping = ref(false)
  const failure = shallowRef<Failure | null>(null)

  function close(): void {
    isOpen.value = false
    failure.value = null
  }

  /** Saves the names for the open context, which then reads them immediately. */
  async function keep(names: string[]): Promise<void> {
    const { context } = openContext
    if (isKeeping.value) return
    isKeeping.value = true
    failure.value = null
    const result = await api.cluster.nameNamespaces({ context, namespaces: names })
    await settings.read()
    isKeeping.value = false
    // Another context's dialog may be open by now.
    if (context !== openContext.context) return
    // They are also saved if the context must be reopened first.
    const isNotOpen = !result.ok && result.failure.code === 'list-not-open'
    if (result.ok || isNotOpen) close()
    else failure.value = result.failure
    if (isNotOpen) await openContext.refresh()
  }

  return {
    isOpen,
    isKeeping,
    failure,
    /** The saved names of the open context. */
    kept: (): readonly string[] => {
      const { namespaces } = settings.current
      const { context } = openContext
      return (Object.hasOwn(namespaces, context) ? namespaces[context] : undefined) ?? []
    },
    keep,
    close,
  }
}
