import { ref, shallowRef } from 'vue'
import type { FailureOf, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

type Unsafe = FailureOf<'connection-unsafe'>

/** Asks whether values may be sent over an unprotected connection, once per connection. */
export function createConnectionQuestion({ api }: { api: Pick<Api, 'contexts'> }) {
  /** The connection waiting for an answer. `null` for none. */
  const asked = shallowRef<Unsafe | null>(null)
  const isAllowing = ref(false)
  let answers: ((isAllowed: boolean) => void)[] = []

  function settle(isAllowed: boolean): void {
    asked.value = null
    const waiting = answers
    answers = []
    for (const answer of waiting) answer(isAllowed)
  }

  function ask(connection: Unsafe): Promise<boolean> {
    asked.value = connection
    return new Promise((resolve) => answers.push(resolve))
  }

  async function allow(): Promise<void> {
    if (asked.value === null || isAllowing.value) return
    const { context, server, protection } = asked.value
    isAllowing.value = true
    const { ok } = await api.contexts.allowConnection({ context, server, protection })
    isAllowing.value = false
    settle(ok)
  }

  /** Repeats a call that the main process refused because of its connection, once a person has agreed to it. */
  function confirmed<I, O>(call: (input: I) => Promise<Result<O>>): (input: I) => Promise<Result<O>> {
    return async (input) => {
      const result = await call(input)
      if (result.ok || result.failure.code !== 'connection-unsafe') return result
      return (await ask(result.failure)) ? call(input) : result
    }
  }

  return { asked, isAllowing, ask, allow, refuse: () => settle(false), confirmed }
}
