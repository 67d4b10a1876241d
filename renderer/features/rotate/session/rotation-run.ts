import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { CredentialAt } from '../../../../shared/contract/life.ts'
import type { RotationState } from '../../../../shared/contract/rotation.ts'
import type { Credential } from '../../../../shared/credential.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { Api } from '../../../api.ts'
import type { SentValues } from './new-values.ts'
import { createRotationLines, type SecretOfRun } from './rotation-lines.ts'
import type { RunLog } from './run-log.ts'
import { createSameChoice } from './same-choice.ts'
import { layoutOfState, sendValues } from './send-values.ts'

interface Deps {
  api: Pick<Api['rotation'], 'look' | 'same' | 'rotate'>
  context: string
  credential: Pick<Credential, 'namespace' | 'kubernetesName'>
  entered: () => SentValues | null
  log: RunLog
  now: () => number
  /** A pass over some secrets is over. These have the new value now. */
  onRotated: (secrets: ReadonlySet<string>, stopAtFailure: boolean) => void
}

type Phase = 'asking' | 'checking' | 'writing' | 'told'

const versionOf = ({
  namespace,
  kubernetesName: name,
  uid,
  resourceVersion,
}: RotationState): CredentialAt => ({
  ...{ namespace, name, uid, resourceVersion },
})

/**
 * The rotation of one credential and of other secrets with the same value: read, checked by a dry run, and written,
 * each on the version that was read. Changes by someone else are shown, and only overwritten when a person says so.
 */
export function createRotationRun(deps: Deps) {
  const { api, context, log, now, onRotated } = deps
  const { namespace, kubernetesName: name } = deps.credential
  const state = shallowRef<RotationState | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const sameChoice = createSameChoice({ api, context, secret: { namespace, name } })
  const phase = ref<Phase>('asking')
  const run = createRotationLines()
  const { lines, set, wait, settle } = run
  const { passed, forgetCheck, begin: beginCheck } = createCheck(failure)
  const stopAtFailure = ref(false)
  let stop = () => {}
  let isLeft = false

  async function look(): Promise<void> {
    failure.value = null
    const result = await api.look({ context, namespace, name })
    if (isLeft) return
    if (result.ok) state.value = result.value
    else failure.value = result.failure
  }
  const wanted = computed<SecretOfRun[]>(() =>
    state.value === null
      ? []
      : [
          { at: versionOf(state.value), is: 'credential' },
          ...sameChoice.chosen.value.map(({ at, is }) => ({ at, is })),
        ],
  )
  watch(wanted, forgetCheck, { flush: 'sync' })
  const send = (secrets: readonly SecretOfRun[], dryRun: boolean, tell: Parameters<typeof sendValues>[2]) =>
    state.value === null
      ? Promise.resolve(null)
      : sendValues(
          deps,
          {
            secrets,
            dryRun,
            layout: layoutOfState(state.value),
            stopAtFailure: !dryRun && stopAtFailure.value,
          },
          tell,
          (end) => void (stop = end),
        )

  /** Asks the cluster whether it would accept it. */
  async function check(): Promise<void> {
    phase.value = 'checking'
    forgetCheck()
    // The other secrets with the same value are checked too.
    await sameChoice.found()
    const end = beginCheck()
    const outcomes: (Failure | null)[] = []
    const whole = await send(isLeft ? [] : wanted.value, true, (_key, failed) => void outcomes.push(failed))
    if (isLeft) return
    phase.value = 'asking'
    end(outcomes.find((failed) => failed !== null) ?? whole, outcomes.length)
  }

  /** Writes some. What isn't reported hasn't begun. */
  async function write(secrets: readonly SecretOfRun[]): Promise<void> {
    phase.value = 'writing'
    const rotated = new Set<string>()
    const since = now()
    const whole = await send(secrets, false, (key, failed) => {
      set(
        key,
        failed === null
          ? { kind: 'done', took: now() - since }
          : { kind: 'failed', failure: failed, theirs: null },
      )
      log.add('patch', key, failed === null ? 'done' : failed.code, failed !== null)
      if (failed === null) rotated.add(key)
    })
    settle(secrets, whole)
    if (whole !== null) log.add('patch', `${namespace}/${name}`, whole.code, true)
    phase.value = 'told'
    onRotated(rotated, stopAtFailure.value)
  }

  return {
    state,
    failure,
    same: sameChoice,
    phase,
    lines,
    passed,
    wanted,
    stopAtFailure,
    isWhole: run.isWhole,
    look,
    check,
    forgetCheck,
    rotate(): Promise<void> {
      lines.clear()
      log.clear()
      wait(wanted.value)
      return write(wanted.value)
    },
    ...createSecondTries({ ...deps, run, state, phase, isLeft: () => isLeft, write }),
    leave(): void {
      isLeft = true
      sameChoice.skip()
      // Writes aren't stopped: what is under way completes.
      if (phase.value === 'checking') stop()
    },
  }
}

/** The outcome of a check, for as long as the input is what was checked. */
function createCheck(failure: Ref<Failure | null>) {
  const passed = ref('')
  /** Counts changes of the input. */
  let inputs = 0
  return {
    passed,
    /** The input differs from what was checked. */
    forgetCheck(): void {
      inputs += 1
      passed.value = ''
      failure.value = null
    },
    /** Starts a check. Call the result when it ends, with why it failed, and how many secrets were checked. */
    begin(): (failed: Failure | null, count: number) => void {
      const checked = inputs
      return (failed, count) => {
        if (checked !== inputs) return
        failure.value = failed
        // The input may have been emptied before the check could begin.
        if (failed === null && count > 0) passed.value = `Dry run passed for ${count}`
      }
    },
  }
}

interface SecondTries extends Pick<Deps, 'api' | 'context'> {
  run: ReturnType<typeof createRotationLines>
  state: Readonly<Ref<RotationState | null>>
  phase: Readonly<Ref<Phase>>
  isLeft: () => boolean
  write: (secrets: readonly SecretOfRun[]) => Promise<void>
}

/** What can be done with those that failed or haven't begun. */
function createSecondTries({ api, context, run, state, phase, isLeft, write }: SecondTries) {
  const { set, wait, failedLine, unwritten } = run
  return {
    /** Retries what failed or was left, on the version that it was based on. */
    async retry(keys: readonly string[]): Promise<void> {
      const some = unwritten(keys)
      if (some.length === 0 || phase.value !== 'told') return
      wait(some)
      await write(some)
    },
    /** Reads a secret that wasn’t rotated, to show its current state before writing to it. */
    async lookAgain(key: string): Promise<void> {
      const line = failedLine(key)
      if (line === null || state.value === null) return
      const { namespace: inNamespace, name: ofName } = line.at
      const layout = line.is === 'credential' ? {} : { layout: layoutOfState(state.value) }
      const result = await api.look({ context, namespace: inNamespace, name: ofName, ...layout })
      // It may have been looked at twice, and written since.
      if (isLeft() || failedLine(key)?.state !== line.state) return
      if (!result.ok) set(key, { kind: 'failed', failure: result.failure, theirs: null })
      else set(key, { ...line.state, theirs: result.value })
    },
    /** Writes to the version that was shown. */
    async rotateTheirs(key: string): Promise<void> {
      const line = failedLine(key)
      if (line === null || line.state.theirs === null || phase.value !== 'told') return
      const some = [{ at: versionOf(line.state.theirs), is: line.is }]
      wait(some)
      await write(some)
    },
  }
}
