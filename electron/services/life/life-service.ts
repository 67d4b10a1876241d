import type { ParsedOf } from '../../../shared/contract/define.ts'
import type {
  CredentialState,
  Described,
  life as contract,
  LifeOutcome,
  LookedAt,
} from '../../../shared/contract/life.ts'
import type { WriteOutcome } from '../../../shared/contract/secrets.ts'
import type { ExpiryProposal } from '../../../shared/expiry.ts'
import { failureOf } from '../../../shared/failure.ts'
import type { RequireSafe } from '../contexts/connection-consent.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { StreamSink } from '../stream.ts'
import { proposeExpiry } from '../secret-values/propose-expiry.ts'
import { readWholeSecret } from '../secret-values/whole-secret.ts'
import { changeEach, failureIn } from '../writes/change-each.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { createCredentialChanges } from './credential-changes.ts'
import {
  lookAtCredential,
  requireCredential,
  type FoundCredential,
  type SecretName,
} from './credential-state.ts'
import { createUndoableChanges } from './undoable-changes.ts'

interface LifeDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireWritable: RequireWritable
  requireSafe: RequireSafe
  recordedWrite: RecordedWrite
  now?: () => number
}

type In<N extends keyof typeof contract> = ParsedOf<(typeof contract)[N]>

/** Changes credentials after their creation: names, describes, expires, releases and deletes them, and undoes that. */
export function createLife({ opened, requireWritable, requireSafe, recordedWrite, now }: LifeDeps) {
  const undoable = createUndoableChanges(now)
  const changes = createCredentialChanges(undoable, recordedWrite)

  function writable(context: string): OpenCluster {
    const open = opened(context)
    requireWritable(open.place)
    return open
  }

  return {
    look: ({ context, credentials }: In<'look'>): Promise<LookedAt[]> => {
      const open = opened(context)
      return Promise.all(credentials.map((secret) => look(open, secret)))
    },

    async describe({ context, credential: at, name, description }: In<'describe'>): Promise<Described> {
      const open = writable(context)
      const { metadata, undo } = await changes.describe({ context, open, at }, name, description)
      return { state: await withRights(open, requireCredential(open, at, metadata)), undo }
    },

    async expire({ context, credential: at, expiresAt }: In<'expire'>): Promise<Described> {
      const open = writable(context)
      const { metadata, undo } = await changes.expire({ context, open, at }, expiresAt)
      return { state: await withRights(open, requireCredential(open, at, metadata)), undo }
    },

    async proposeExpiry({ context, namespace, name }: In<'proposeExpiry'>): Promise<ExpiryProposal[]> {
      const open = opened(context)
      // It reads the secret with its values.
      requireSafe(open.place)
      await lookAtCredential(open, { namespace, name })
      const { secret } = await readWholeSecret(open.connection, { namespace, name })
      return proposeExpiry(secret)
    },

    async release({ context, credentials }: In<'release'>, told: StreamSink<LifeOutcome>): Promise<void> {
      const open = writable(context)
      await changeEach(credentials, told, async (at) => {
        let undo: string | null = null
        const failure = await failureIn(async () => {
          undo = await changes.release({ context, open, at })
        })
        return { namespace: at.namespace, name: at.name, failure, undo, heldBy: [] }
      })
    },

    async delete({ context, credentials }: In<'delete'>, told: StreamSink<LifeOutcome>): Promise<void> {
      const open = writable(context)
      await changeEach(credentials, told, async (at) => {
        let heldBy: readonly string[] = []
        const failure = await failureIn(async () => {
          heldBy = await changes.delete({ context, open, at })
        })
        return { namespace: at.namespace, name: at.name, failure, undo: null, heldBy }
      })
    },

    async undo({ context, changes: ids }: In<'undo'>, told: StreamSink<WriteOutcome>): Promise<void> {
      const open = writable(context)
      await changeEach(ids, told, async (id) => {
        let secret: SecretName = { namespace: '', name: '' }
        const failure = await failureIn(async () => {
          const change = undoable.find(context, id)
          secret = change.at
          await changes.takeBack(open, change)
          undoable.forget(id)
        })
        return { namespace: secret.namespace, name: secret.name, failure }
      })
    },
  }
}

export type LifeService = ReturnType<typeof createLife>

async function look(open: OpenCluster, secret: SecretName): Promise<LookedAt> {
  try {
    const state = await withRights(open, await lookAtCredential(open, secret))
    return { ...secret, state, failure: null }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { ...secret, state: null, failure }
  }
}

async function withRights(open: OpenCluster, { state }: FoundCredential): Promise<CredentialState> {
  const { rights } = open
  const [patch, remove] = await Promise.all([
    rights.may('patch', state.namespace),
    rights.may('delete', state.namespace),
  ])
  return { ...state, rights: { patch, delete: remove } }
}
