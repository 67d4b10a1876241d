import type { Draft } from '../../../../shared/contract/drafts.ts'
import type { SameProgress, SameSecret } from '../../../../shared/contract/rotation.ts'
import { credentialOf } from '../../../../shared/credential.fixture.ts'
import { createQueue } from '../../../../shared/queue.ts'
import type { Api, StreamHandlers } from '../../../api.ts'
import { createListIndex } from '../../../state/open-context/list-index.ts'
import { createListRows } from '../../../state/open-context/list-rows.ts'
import { createWizardForm } from '../../wizard/session/wizard-form.ts'
import { createRotateSession, type RotateSession } from './rotate-session.ts'

const credential = credentialOf('git', { type: 'password' })
const state = {
  ...{ namespace: 'n', kubernetesName: 'git', uid: 'git', resourceVersion: '1' },
  ...{ name: 'Git', description: '', origin: 'new', annotations: [], keys: [] },
  ...{
    type: 'password',
    format: null,
    registryUrl: '',
    rotatedAt: null,
    expiresAt: null,
    isImmutable: false,
  },
  rights: { patch: { allowed: true, reason: '' }, delete: { allowed: true, reason: '' } },
}
/** What an earlier rotation of it left. */
export const rotationDraft: Draft = {
  fields: { ...createWizardForm('password').entered(), expiresAt: '2027-01-01T00:00:00Z' },
  ...{ values: { password: 'FAKE-kept' }, savedAt: '2026-09-27T12:00:00Z' },
  ...{ valuesUntil: '2026-09-27T12:05:00Z', keptIn: 'keychain' },
}

const ok = (value: unknown) => Promise.resolve({ ok: true, value })

/**
 * The rotation of a username and password with a stub of the main process. `drafted` answers when the draft is read.
 * The search for the same value compares the first of two secrets, and ends when `found` answers.
 */
export function rotateSessionOf(
  drafted: Promise<unknown>,
  found: Promise<readonly SameSecret[]> = Promise.resolve([]),
): RotateSession {
  const api = {
    wizard: { rights: () => ok([]), proposeExpiry: () => ok([]), letGoOfFiles: () => ok(null) },
    rotation: {
      look: () => ok(state),
      same: (_: unknown, { onMessage, onEnd }: StreamHandlers<SameProgress>) => {
        let isStopped = false
        const tell = (some: readonly SameSecret[], done: number) =>
          onMessage({ found: [...some], done, of: 2, unread: { count: 0, failure: null }, unlisted: null })
        tell([], 1)
        void found.then((some) => {
          if (isStopped) return
          tell(some, 2)
          onEnd()
        })
        return () => void (isStopped = true)
      },
    },
    usage: {
      find: (_: unknown, { onEnd }: { onEnd: () => void }) => {
        onEnd()
        return () => undefined
      },
    },
    drafts: {
      read: () => drafted,
      keep: () => ok({ keptIn: 'keychain', tell: false }),
      discard: () => ok(null),
    },
  } as unknown as Api
  const index = createListIndex(createListRows(() => 1))
  const enqueue = createQueue()
  return createRotateSession({
    ...{ context: 'prod', credential, type: 'password', api, index, enqueue, now: () => 0 },
  })
}
