import { onBeforeUnmount, provide } from 'vue'
import type { RotationState } from '../../../shared/contract/rotation.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { CredentialType } from '../../../shared/credential-types/credential-types.ts'
import { createQueue } from '../../../shared/queue.ts'
import { useApi } from '../../api.ts'
import { createListIndex } from '../../state/open-context/list-index.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useSettingsStore } from '../../state/settings/settings.store.ts'
import { wizardSessionKey } from '../wizard/session/use-wizard-session.ts'
import { createWizardSession, type WizardSession } from '../wizard/session/wizard-session.ts'

const nothingKept = () => Promise.resolve({ ok: true, value: null } as const)

/**
 * The fields of a wizard for the values of a credential, provided to the parts that show them. Nothing of it is kept as a
 * draft.
 */
export function useRotateSession({ type }: { type: CredentialType }): WizardSession {
  const api = useApi()
  const openContext = useOpenContext()
  const settings = useSettingsStore()
  const session = createWizardSession({
    context: openContext.context,
    clusterName: openContext.context,
    type,
    api: api.wizard,
    index: createListIndex(openContext),
    projects: () => ({ known: [], departments: [], isComplete: true }),
    runaiNamespace: settings.current.runaiNamespace,
    keeping: {
      read: nothingKept,
      keep: () => Promise.resolve({ ok: true, value: { keptIn: null, tell: false } }),
      discard: nothingKept,
    },
    enqueue: createQueue(),
    now: () => Date.now(),
    later: (callback) => void setTimeout(callback, 0),
    mayBeEmpty: true,
  })
  provide(wizardSessionKey, session)
  onBeforeUnmount(session.end)
  return session
}

/** Lays the fields out as the credential is, its keys without their values. */
export function layOut(
  { form, entries }: WizardSession,
  { format, keys, registryUrl }: RotationState,
  { type }: Pick<Credential, 'type'>,
): void {
  form.formatId.value = format ?? (type === 'generic' ? 'keys' : null)
  form.registryUrl.value = registryUrl
  if (form.format.value.form === 'entries' && !entries.hasAny())
    entries.fillFromDraft(keys.map(({ name }) => ({ key: name, file: null })))
}
