import { shallowRef } from 'vue'
import type { InputOf } from '../../../../shared/contract/define.ts'
import type { wizard } from '../../../../shared/contract/wizard.ts'
import type { Fitness } from '../../../../shared/credential.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'

type Asked = InputOf<typeof wizard.check>

/** What is known about the keys of the chosen secret. `registryUrl` is what they were checked for. */
type CheckState =
  | { kind: 'none' }
  | { kind: 'checking'; since: number }
  | { kind: 'checked'; registryUrl: string; fitness: Fitness }
  | { kind: 'failed'; failure: Failure }

interface Deps {
  check: (asked: Asked) => Promise<Result<Fitness>>
  now: () => number
}

/** Lets the main process read the chosen secret. The newest request wins, and older answers are dropped. */
export function createSecretCheck({ check, now }: Deps) {
  const state = shallowRef<CheckState>({ kind: 'none' })
  let generation = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(asked: Asked, mine: number): Promise<void> {
    const result = await check(asked)
    if (mine !== generation) return
    state.value = result.ok
      ? { kind: 'checked', registryUrl: asked.registryUrl, fitness: result.value }
      : { kind: 'failed', failure: result.failure }
  }

  /** Asks after `wait` milliseconds, unless a newer request replaces it. */
  function look(asked: Asked, wait: number): void {
    forget()
    const mine = generation
    state.value = { kind: 'checking', since: now() + wait }
    timer = setTimeout(() => void ask(asked, mine), wait)
  }

  function forget(): void {
    generation += 1
    clearTimeout(timer)
    state.value = { kind: 'none' }
  }

  return { state, look, forget }
}
