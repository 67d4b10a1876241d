import { provide } from 'vue'
import type { ChosenFile } from '../../shared/contract/wizard.ts'
import type { CredentialType } from '../../shared/credential-types/credential-types.ts'
import type { Failure } from '../../shared/failure.ts'
import { createQueue } from '../../shared/queue.ts'
import type { SshKeyReading } from '../../shared/ssh-key.ts'
import { wizardSessionKey } from '../features/wizard/session/use-wizard-session.ts'
import { createWizardSession, type WizardSession } from '../features/wizard/session/wizard-session.ts'
import { createListIndex } from '../state/open-context/list-index.ts'
import { createListRows } from '../state/open-context/list-rows.ts'

interface Given {
  type?: CredentialType
  /** What the person chooses in the dialog, in order. After that it is cancelled. */
  files?: readonly ChosenFile[]
  /** Delays reading a file that was chosen. */
  fileAfter?: Promise<unknown>
  /** The result for every SSH key. */
  reading?: SshKeyReading
  /** Delays reading the draft. */
  draftAfter?: Promise<unknown>
  /** Why the cluster creates nothing. */
  refusal?: Failure
  tell?: (what: string, ...values: readonly unknown[]) => void
}

/** A wizard session for the parts of its dialog, with a stub of the main process. */
export function makeWizardSession({
  type = 'generic',
  files = [],
  fileAfter,
  reading,
  draftAfter,
  refusal = { code: 'internal', id: 'gallery' },
  tell,
}: Given = {}): WizardSession {
  const rows = createListRows(() => 1)
  const left = [...files]
  const ok = <T>(value: T) => Promise.resolve({ ok: true, value } as const)
  const failed = () => Promise.resolve({ ok: false, failure: refusal } as const)
  return createWizardSession({
    context: 'prod-eu-1',
    clusterName: 'prod-eu-1',
    type,
    api: {
      rights: () => ok([]),
      check: failed,
      create: failed,
      claim: failed,
      chooseFile: async () => {
        const file = left.shift() ?? null
        await fileAfter
        return ok(file)
      },
      letGoOfFiles: ({ ids }) => {
        tell?.('let go', ...ids)
        return ok(null)
      },
      inspectSshKey: () => ok(reading ?? { kind: 'no-key' }),
      proposeExpiry: () => ok([]),
    },
    index: createListIndex(rows),
    projects: () => ({ known: [], departments: [], isComplete: true }),
    runaiNamespace: 'runai',
    keeping: {
      read: async () => {
        await draftAfter
        return ok(null)
      },
      keep: () => ok({ keptIn: 'keychain', tell: false }),
      discard: () => ok(null),
    },
    enqueue: createQueue(),
    now: () => 0,
    later: (callback) => void setTimeout(callback, 0),
  })
}

/** Provides the session to the components inside the calling one. */
export const provideWizardSession = (session: WizardSession): void => provide(wizardSessionKey, session)
