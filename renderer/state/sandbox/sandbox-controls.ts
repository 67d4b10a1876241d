import { ref, shallowRef } from 'vue'
import type { Failure } from '../../../shared/failure.ts'
import type { SandboxFaults, SandboxVersion } from '../../../shared/sandbox.ts'
import type { Api } from '../../api.ts'

/** What goes wrong in the sandbox and with its file, and putting it back. A switch shows at once; one that was not taken goes back. */
export function createSandboxControls(api: Pick<Api, 'sandbox'>) {
  /** `null` until they are known. */
  const faults = shallowRef<SandboxFaults | null>(null)
  const failure = shallowRef<Failure | null>(null)
  /** What is wrong with its file: told in every page, for what is made in it may be lost. */
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

  /** Takes over what holds after a switch that failed, which stays told. */
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

  /** Follows what is wrong with its file, from the start of the window on. */
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
    /** It was put back, and nothing was said since. */
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
    /** A page that is opened again has nothing of before to say. */
    forget: (): void => {
      wasReset.value = false
      failure.value = null
    },
  }
}
