import { computed, ref, shallowRef } from 'vue'
import type { FailureOf, Result } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'

type Unsafe = FailureOf<'connection-unsafe'>

const isSame = (one: Unsafe, other: Unsafe | null): boolean =>
  one.context === other?.context && one.server === other.server && one.protection === other.protection

/** Asks whether values may be sent over an unprotected connection, once per connection. */
export function createConnectionQuestion({ api }: { api: Pick<Api, 'contexts'> }) {
  const waiting = shallowRef<readonly { connection: Unsafe; answer: (isAllowed: boolean) => void }[]>([])
  /** The connection waiting for an answer. `null` for none. Others wait until it is answered. */
  const asked = computed(() => waiting.value[0]?.connection ?? null)
  const isAllowing = ref(false)

  /** Answers everything that waits for a connection: a late answer isn't for the next question. */
  function settle(answered: Unsafe | null, isAllowed: boolean): void {
    const { value: before } = waiting
    const isAsked = ({ connection }: (typeof before)[number]) => isSame(connection, answered)
    waiting.value = before.filter((each) => !isAsked(each))
    for (const { answer } of before.filter(isAsked)) answer(isAllowed)
  }

  const ask = (connection: Unsafe): Promise<boolean> =>
    new Promise((answer) => void (waiting.value = [...waiting.value, { connection, answer }]))

  async function allow(): Promise<void> {
    const { value: connection } = asked
    if (connection === null || isAllowing.value) return
    const { context, server, protection } = connection
    isAllowing.value = true
    const { ok } = await api.contexts.allowConnection({ context, server, protection })
    isAllowing.value = false
    settle(connection, ok)
  }

  /** Repeats a call that the main process refused because of its connection, once a person has agreed to it. */
  function confirmed<I, O>(call: (input: I) => Promise<Result<O>>): (input: I) => Promise<Result<O>> {
    return async (input) => {
      const result = await call(input)
      if (result.ok || result.failure.code !== 'connection-unsafe') return result
      return (await ask(result.failure)) ? call(input) : result
    }
  }

  return { asked, isAllowing, ask, allow, refuse: () => settle(asked.value, false), confirmed }
}
