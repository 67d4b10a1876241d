import { shallowRef } from 'vue'
import type { Api } from '../../api.ts'
import { sourceRefusal } from '../open-context/write-refusal-text.ts'

interface Deps {
  api: { wizard: Pick<Api['wizard'], 'rights'> }
  /** Milliseconds since 1970. */
  now: () => number
}

/** How long an answer is valid, in milliseconds. */
const keptFor = 60_000
/** Maximum number of namespaces in one call. */
const mostAtOnce = 100

/** What the user may change, by namespace. It is requested before it is needed, and again after a minute. */
export function createPatchRights({ api, now }: Deps) {
  const reasons = shallowRef<ReadonlyMap<string, string>>(new Map())
  const asked = new Map<string, number>()
  let context = ''

  /** Asks about the unknown ones among the namespaces. If the cluster doesn't answer, they stay unknown. */
  async function ask(inContext: string, namespaces: Iterable<string>): Promise<void> {
    if (inContext !== context) forget(inContext)
    const unknown = [...new Set(namespaces)].filter(
      (namespace) => now() - (asked.get(namespace) ?? -Infinity) >= keptFor,
    )
    for (const namespace of unknown) asked.set(namespace, now())
    for (let start = 0; start < unknown.length; start += mostAtOnce)
      await askSome(unknown.slice(start, start + mostAtOnce))
  }

  function forget(next: string): void {
    context = next
    asked.clear()
    reasons.value = new Map()
  }

  async function askSome(namespaces: string[]): Promise<void> {
    const mine = context
    const result = await api.wizard.rights({ context, namespaces })
    if (mine !== context) return
    if (!result.ok) {
      for (const namespace of namespaces) asked.delete(namespace)
      return
    }
    reasons.value = new Map([
      ...reasons.value,
      ...result.value.map((rights) => [rights.namespace, sourceRefusal(rights, 'existing')] as const),
    ])
  }

  return {
    ask,
    /** Repeats the request for these namespaces, or all answered ones. Until then the previous answer is shown. */
    askAgain: (namespaces: Iterable<string> = [...asked.keys()]): Promise<void> => {
      const known = [...namespaces]
      for (const namespace of known) asked.delete(namespace)
      return ask(context, known)
    },
    /** Why nothing may be changed in a namespace. Empty if it may, or if that is unknown. */
    reasonAgainst: (namespace: string): string => reasons.value.get(namespace) ?? '',
  }
}
