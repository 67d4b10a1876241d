import { ref, shallowRef } from 'vue'
import type { Failure } from '../../../shared/failure.ts'
import type { SandboxFaults, SandboxVersion } from '../../../shared/sandbox.ts'
import type { Api } from '../../api.ts'

/**
 * The faults of the sandbox, problems with its file, and resetting it. A switch changes immediately; if that is
 * refused, it goes back.
 */
export function createSandboxControls(api: Pick<Api, 'sandbox'>) {
  /** `null` until known. */
  const faults = shallowRef<SandboxFaults | null>(null)
  const failure = shallowRef<Failure | null>(null)
  /** Problems with its file, shown on every page, since changes may be lost. */
  const problems = shallowRef<readonly Failure[]>([])
  const isResetAsked = ref(false)
  const isResetting = ref(false)
  const wasReset = ref(false)
  let lastQuestion = 0

  async function read(): Promise<void> {
    const mine = ++lastQuestion
    const result = await api.sandbox.faults({})
    if (mine !== lastQuestion) return
    failure.value = result.ok ? null : result.failure
    if (result.ok) faults.value = result.value
  }

  /** Reads the actual state after a switch failed. The failure stays visible. */
  async function readAfter(question: number): Promise<void> {
    const result = await api.sandbox.faults({})
    if (result.ok && question === lastQuestion) faults.value = result.value
  }

  async function change(part: Partial<SandboxFaults>): Promise<void> {
    if (faults.value === null) return
    const mine = ++lastQuestion
    faults.value = { ...faults.value, ...part }
    const result = await api.sandbox.switchFaults(part)
    if (mine !== lastQuestion) return
    failure.value = result.ok ? null : result.failure
    if (result.ok) faults.value = result.value
    else await readAfter(mine)
  }

  /** Follows problems with its file, from startup on. */
  async function follow(): Promise<void> {
    let hasNews = false as boolean
    api.sandbox.problemsChanged((changed) => {
      hasNews = true
      problems.value = changed
    })
    const result = await api.sandbox.problems({})
    if (result.ok && !hasNews) problems.value = result.value
  }

  async function reset(version: SandboxVersion): Promise<void> {
    if (isResetting.value) return
    isResetting.value = true
    const result = await api.sandbox.reset({ version })
    isResetting.value = false
    isResetAsked.value = false
    failure.value = result.ok ? null : result.failure
    wasReset.value = result.ok
  }

  return {
    faults,
    failure,
    problems,
    /** Whether the question before a reset is open. */
    isResetAsked,
    isResetting,
    /** It was just reset. */
    wasReset,
    follow,
    read,
    change,
    reset,
    askReset: (): void => {
      wasReset.value = false
      isResetAsked.value = true
    },
    leaveReset: (): void => {
      if (!isResetting.value) isResetAsked.value = false
    },
    /** When the page is opened again, it shows no old messages. */
    forget: (): void => {
      wasReset.value = false
      failure.value = null
    },
  }
}
