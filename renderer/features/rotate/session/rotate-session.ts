import { effectScope } from 'vue'
import type { Draft } from '../../../../shared/contract/drafts.ts'
import type { RotationState } from '../../../../shared/contract/rotation.ts'
import type { Credential } from '../../../../shared/credential.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import type { Enqueue } from '../../../../shared/queue.ts'
import type { Api } from '../../../api.ts'
import type { ListIndex } from '../../../state/open-context/list-index.ts'
import { draftKeeping } from '../../wizard/session/draft-keeping.ts'
import { createWizardSession, type WizardSession } from '../../wizard/session/wizard-session.ts'
import { createNewValues } from './new-values.ts'
import { createRestarts } from './restarts.ts'
import { createRotationRun } from './rotation-run.ts'
import { createRunLog } from './run-log.ts'
import { createSecretUsers } from './secret-users.ts'

interface RotateSessionDeps {
  context: string
  credential: Credential
  type: CredentialType
  /** Questions and writes with values ask first if the connection isn't safe. */
  api: Pick<Api, 'wizard' | 'rotation' | 'usage' | 'drafts'>
  index: ListIndex
  /** Queues the draft requests of all rotations of the window. */
  enqueue: Enqueue
  /** Milliseconds since 1970. */
  now: () => number
}

/** A wizard's fields for the values of a credential. What is entered is kept as a draft for exactly this secret. */
function createFields({ context, type, credential, api, index, enqueue, now }: RotateSessionDeps) {
  const { namespace, kubernetesName: name, uid } = credential
  return createWizardSession({
    ...{ context, clusterName: context, type, api: api.wizard, index, enqueue, now },
    projects: () => ({ known: [], departments: [], isComplete: true }),
    runaiNamespace: '',
    keeping: draftKeeping(api, { context, type, rotated: { namespace, name, uid } }),
    later: (callback) => void setTimeout(callback, 0),
    mayBeEmpty: true,
  })
}

/** Lays the fields out like the credential, with its keys but without values. */
function layOut({ form, entries }: WizardSession, type: CredentialType, state: RotationState): void {
  form.formatId.value = state.format ?? (type === 'generic' ? 'keys' : null)
  form.registryUrl.value = state.registryUrl
  if (form.format.value.form === 'entries' && !entries.hasAny())
    entries.fillFromDraft(state.keys.map(({ name }) => ({ key: name, file: null })))
}

/** Fills in what an earlier rotation left. New keys of the credential follow. */
function fillIn(
  { form, fillValues, isContinued }: WizardSession,
  { keys }: RotationState,
  draft: Draft,
): void {
  const { fields, values } = draft
  const kept = fields.entries ?? []
  const others = keys.filter(({ name }) => !kept.some(({ key }) => key === name))
  const entries = [...kept, ...others.map(({ name }) => ({ key: name, file: null }))]
  fillValues({ ...fields, entries }, values ?? {})
  form.expiry.take(fields.expiresAt ?? null)
  isContinued.value = true
}

function createParts(deps: RotateSessionDeps) {
  const { context, credential, api, now } = deps
  const fields = createFields(deps)
  const newValues = createNewValues(fields)
  const log = createRunLog(now)
  const rotation = createRotationRun({
    ...{ api: api.rotation, context, credential, log, now, entered: newValues.entered },
    onRotated: (secrets, stopAtFailure) => {
      if (rotation.isWhole()) fields.draft.finish()
      else if (stopAtFailure) return
      void restarts.startFor(secrets, stopAtFailure)
    },
  })
  const users = createSecretUsers(api, context, () => rotation.wanted.value.map(({ at }) => at))
  const restarts = createRestarts({ api: api.usage, context, users: () => users.restarts.value, log, now })
  return { fields, newValues, log, rotation, users, restarts }
}

/**
 * One rotation, from its first field until it is reported or left. It continues while its dialog is closed, and ends
 * with `end`.
 */
export function createRotateSession(deps: RotateSessionDeps) {
  const effects = effectScope(true)
  const parts = effects.run(() => createParts(deps)) ?? createParts(deps)
  const { fields, rotation, users, restarts } = parts

  return {
    ...parts,
    context: deps.context,
    credential: deps.credential,
    /** A wizard's fields, with a draft that has the credential's layout. */
    fields: {
      ...fields,
      continueDraft(): void {
        const { state } = rotation
        if (fields.draft.found.value !== null && state.value !== null)
          fillIn(fields, state.value, fields.draft.found.value)
      },
      async discard(): Promise<void> {
        const discarded = fields.discard()
        if (rotation.state.value !== null) layOut(fields, deps.type, rotation.state.value)
        await discarded
      },
    },
    /** Reads the credential, and what an earlier rotation of it left. */
    async load(): Promise<void> {
      await rotation.look()
      const { value: state } = rotation.state
      if (state === null) return
      layOut(fields, deps.type, state)
      void rotation.same.find()
      const { value: laidOut } = fields.sending.revision
      const draft = await fields.draft.read()
      // If something was entered meanwhile, it's only offered.
      const isUntouched = fields.sending.revision.value === laidOut
      if (draft !== null && fields.draft.found.value !== null && isUntouched) fillIn(fields, state, draft)
    },
    /** Ends the searches for what else has the value and for what uses it. */
    skip(): void {
      rotation.same.skip()
      users.skip()
    },
    /** Searches once more for what was skipped. */
    searchAgain(): void {
      void rotation.same.find()
      users.again()
    },
    /** Something hasn't begun yet. */
    isBusy: () => rotation.phase.value === 'writing' || restarts.isWaiting(),
    /** Leaves it: what was entered is kept as a draft unless everything is rotated, and restarts continue. */
    end(): void {
      rotation.leave()
      users.leave()
      restarts.leave()
      fields.end()
      effects.stop()
    },
  }
}

export type RotateSession = ReturnType<typeof createRotateSession>
