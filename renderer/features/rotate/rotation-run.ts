import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import type { RotationState } from '../../../shared/contract/rotation.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import type { createNewValues } from './new-values.ts'
import { createSameChoice, placeKey } from './same-choice.ts'

interface Deps {
  api: Pick<Api['rotation'], 'look' | 'same' | 'rotate'>
  context: string
  credential: Pick<Credential, 'namespace' | 'kubernetesName'>
  entered: ReturnType<typeof createNewValues>['entered']
  /** Its secret has the new value. */
  onRotated: () => void
}

/** How one secret of the run stands. `theirs`: it was changed by someone else, and this is how it is now. */
export type RotatedState =
  { kind: 'waiting' } | { kind: 'done' } | { kind: 'failed'; failure: Failure; theirs: RotationState | null }

/** One secret that is to have the new values. */
export interface Line {
  at: CredentialAt
  /** The name of its credential. */
  credential: string
  state: RotatedState
}

type Tell = (key: string, failure: Failure | null) => void

const versionOf = ({
  namespace,
  kubernetesName: name,
  uid,
  resourceVersion,
}: RotationState): CredentialAt => ({
  ...{ namespace, name, uid, resourceVersion },
})

/**
 * The rotation of one credential and of those that hold the same value: read, checked by a dry run, written, each on the
 * version that was read. What someone else changed is shown, and written only once a person says so.
 */
export function createRotationRun({ api, context, credential, entered, onRotated }: Deps) {
  const { namespace, kubernetesName: name } = credential
  const state = shallowRef<RotationState | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const sameChoice = createSameChoice({ api, context, secret: { namespace, name } })
  const phase = ref<'asking' | 'checking' | 'writing' | 'told'>('asking')
  const lines = shallowReactive(new Map<string, Line>())
  const passed = ref('')
  let stop = () => {}
  let isLeft = false

  const send = (credentials: CredentialAt[], dryRun: boolean, tell: Tell): Promise<Failure | null> =>
    sendValues({ api, context, entered }, { credentials, dryRun }, tell, (end) => void (stop = end))

  async function look(): Promise<void> {
    failure.value = null
    const result = await api.look({ context, namespace, name })
    if (isLeft) return
    if (result.ok) state.value = result.value
    else failure.value = result.failure
  }
  const wanted = computed<Pick<Line, 'at' | 'credential'>[]>(() =>
    state.value === null
      ? []
      : [
          { at: versionOf(state.value), credential: state.value.name },
          ...sameChoice.chosen.value.map(({ at, name: credentialName }) => ({
            at,
            credential: credentialName,
          })),
        ],
  )

  function set(key: string, to: RotatedState): void {
    const line = lines.get(key)
    if (line !== undefined) lines.set(key, { ...line, state: to })
  }

  /** Asks the cluster whether it would do it; tells whether it would. */
  async function check(): Promise<boolean> {
    phase.value = 'checking'
    failure.value = null
    passed.value = ''
    const failures: Failure[] = []
    const whole = await send(
      wanted.value.map(({ at }) => at),
      true,
      (_key, failed) => void (failed !== null && failures.push(failed)),
    )
    if (isLeft) return false
    phase.value = 'asking'
    failure.value = failures[0] ?? whole
    if (failure.value === null) passed.value = `Dry run passed for ${wanted.value.length}`
    return failure.value === null
  }

  async function write(credentials: CredentialAt[]): Promise<void> {
    phase.value = 'writing'
    const whole = await send(credentials, false, (key, failed) => {
      set(key, failed === null ? { kind: 'done' } : { kind: 'failed', failure: failed, theirs: null })
      if (failed === null && key === placeKey({ namespace, name })) onRotated()
    })
    // What was not told of did not begin.
    for (const [key, line] of lines)
      if (line.state.kind === 'waiting' && whole !== null)
        set(key, { kind: 'failed', failure: whole, theirs: null })
    if (!isLeft) phase.value = 'told'
  }

  return {
    state,
    failure,
    same: sameChoice,
    phase,
    lines,
    passed,
    wanted,
    look,
    check,
    /** What was entered or chosen is another than what was checked. */
    forgetCheck: () => void (passed.value = ''),
    rotate(): Promise<void> {
      lines.clear()
      for (const line of wanted.value) lines.set(placeKey(line.at), { ...line, state: { kind: 'waiting' } })
      return write(wanted.value.map(({ at }) => at))
    },
    /** Looks at a secret that was not rotated: how it is now is shown before it is written to. */
    async lookAgain(key: string): Promise<void> {
      const line = lines.get(key)
      if (line?.state.kind !== 'failed') return
      const { namespace: inNamespace, name: ofName } = line.at
      const result = await api.look({ context, namespace: inNamespace, name: ofName })
      if (isLeft) return
      if (!result.ok) set(key, { kind: 'failed', failure: result.failure, theirs: null })
      else set(key, { ...line.state, theirs: result.value })
    },
    /** Writes to the version that was shown. */
    async rotateTheirs(key: string): Promise<void> {
      const line = lines.get(key)
      if (line?.state.kind !== 'failed' || line.state.theirs === null) return
      const at = versionOf(line.state.theirs)
      lines.set(key, { ...line, at, state: { kind: 'waiting' } })
      await write([at])
    },
    leave(): void {
      isLeft = true
      // Once it is written nothing is stopped: what is under way comes to its end.
      if (phase.value === 'checking') stop()
    },
  }
}

/** Sends the new values for some secrets and tells how each fared; resolves once it is over. */
function sendValues(
  { api, context, entered }: Pick<Deps, 'api' | 'context' | 'entered'>,
  run: { credentials: CredentialAt[]; dryRun: boolean },
  tell: Tell,
  onStart: (stop: () => void) => void,
): Promise<Failure | null> {
  const values = entered()
  if (values === null || run.credentials.length === 0) return Promise.resolve(null)
  return new Promise((resolve) => {
    const stop = api.rotate(
      { context, ...run, ...values },
      {
        onMessage: (told) => tell(placeKey(told), told.failure),
        onEnd: () => resolve(null),
        onFailure: resolve,
      },
    )
    onStart(stop)
  })
}

export type RotationRun = ReturnType<typeof createRotationRun>
