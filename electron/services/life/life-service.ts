import type { ParsedOf } from '../../../shared/contract/define.ts'
import type {
  CredentialAt,
  CredentialState,
  Described,
  life as contract,
  LifeOutcome,
  LookedAt,
} from '../../../shared/contract/life.ts'
import type { WriteOutcome } from '../../../shared/contract/secrets.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { StreamSink } from '../stream.ts'
import { changeEach, failureIn } from '../writes/change-each.ts'
import { requireFreeName } from '../writes/require-free-name.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { lookAtSecret } from '../writes/unused-secret.ts'
import { before, changeAnnotations, type AnnotationChanges } from './change-annotations.ts'
import {
  lookAtCredential,
  ownAnnotations,
  requireCredential,
  type FoundCredential,
  type SecretName,
} from './credential-state.ts'
import { createUndoableChanges, type UndoableChange } from './undoable-changes.ts'

export interface LifeDeps {
  /** An open context; throws `list-not-open` for any other. */
  opened: (context: string) => OpenCluster
  requireWritable: RequireWritable
  now?: () => number
}

type In<N extends keyof typeof contract> = ParsedOf<(typeof contract)[N]>

/** What becomes of a credential after it was made: it is named, described and released, and that is undone. */
export function createLife({ opened, requireWritable, now }: LifeDeps) {
  const undoable = createUndoableChanges(now)

  async function withRights(open: OpenCluster, found: FoundCredential): Promise<CredentialState> {
    const [rights] = await open.rights.ask([found.state.namespace])
    const patch = rights?.patch ?? { allowed: false, reason: '' }
    return { ...found.state, rights: { patch } }
  }

  /** The credential as it is now; throws unless it is the one, at the version, that was shown. */
  async function requireShown(open: OpenCluster, at: CredentialAt): Promise<FoundCredential> {
    const { namespace, name } = at
    const metadata = await lookAtSecret(open.connection, namespace, name)
    if (metadata !== null && metadata.uid !== at.uid) throw failed('secret-replaced', { namespace, name })
    const found = requireCredential(open, at, metadata)
    if (found.state.resourceVersion !== at.resourceVersion)
      throw failed('credential-changed', { namespace, name })
    return found
  }

  const whyNotCredential = (open: OpenCluster, secret: SecretName) => (found: ObjectMetadata | null) => {
    try {
      requireCredential(open, secret, found)
      return null
    } catch (error) {
      if (failureOf(error) === null) throw error
      return error as Error
    }
  }

  /** Changes annotations of a credential that is as it was shown; gives what takes the change back. */
  async function change(
    open: OpenCluster,
    { context, at }: { context: string; at: CredentialAt },
    { metadata }: FoundCredential,
    annotations: AnnotationChanges,
  ): Promise<{ changed: ObjectMetadata; undo: string }> {
    const changed = await open.rights.invalidateOnForbidden(() =>
      changeAnnotations(open.connection, at, annotations, whyNotCredential(open, at)),
    )
    const { resourceVersion } = changed
    const back = before(metadata, annotations)
    return {
      changed,
      undo: undoable.keep({ context, at: { ...at, resourceVersion }, annotations: back }),
    }
  }

  async function release(context: string, open: OpenCluster, at: CredentialAt): Promise<string> {
    const found = await requireShown(open, at)
    const present = ownAnnotations.filter((key) => found.metadata.annotations[key] !== undefined)
    const annotations = Object.fromEntries(present.map((key) => [key, null]))
    return (await change(open, { context, at }, found, annotations)).undo
  }

  /** Puts annotations back on a secret that nobody changed since. */
  async function takeBack(open: OpenCluster, { at, annotations }: UndoableChange): Promise<void> {
    const { namespace, name } = at
    const found = await lookAtSecret(open.connection, namespace, name)
    const reason = whyNotUndone(found, at)
    if (reason !== null || found === null) throw reason ?? failed('secret-gone', { namespace, name })
    const was = { ...found, annotations: { ...found.annotations, ...withoutNull(annotations) } }
    const { scope, state } = requireCredential(open, at, was)
    requireFreeName(open, scope, state.name, at.uid)
    await open.rights.invalidateOnForbidden(() =>
      changeAnnotations(open.connection, at, annotations, (now) => whyNotUndone(now, at)),
    )
  }

  return {
    look: ({ context, credentials }: In<'look'>): Promise<LookedAt[]> => {
      const open = opened(context)
      return Promise.all(
        credentials.map(async (secret): Promise<LookedAt> => {
          try {
            const state = await withRights(open, await lookAtCredential(open, secret))
            return { ...secret, state, failure: null }
          } catch (error) {
            const failure = failureOf(error)
            if (failure === null) throw error
            return { ...secret, state: null, failure }
          }
        }),
      )
    },

    async describe({ context, credential: at, name, description }: In<'describe'>): Promise<Described> {
      const open = opened(context)
      requireWritable(open.place)
      const found = await requireShown(open, at)
      requireFreeName(open, found.scope, name, at.uid)
      const annotations = {
        [annotationKeys.credential]: name,
        [annotationKeys.description]: description === '' ? null : description,
      }
      const { changed, undo } = await change(open, { context, at }, found, annotations)
      return { state: await withRights(open, requireCredential(open, at, changed)), undo }
    },

    async release({ context, credentials }: In<'release'>, told: StreamSink<LifeOutcome>): Promise<void> {
      const open = opened(context)
      requireWritable(open.place)
      await changeEach(credentials, told, async (at) => {
        let undo: string | null = null
        const failure = await failureIn(async () => {
          undo = await release(context, open, at)
        })
        return { namespace: at.namespace, name: at.name, failure, undo }
      })
    },

    async undo({ context, changes }: In<'undo'>, told: StreamSink<WriteOutcome>): Promise<void> {
      const open = opened(context)
      requireWritable(open.place)
      await changeEach(changes, told, async (id) => {
        let secret: SecretName = { namespace: '', name: '' }
        const failure = await failureIn(async () => {
          const change = undoable.find(context, id)
          secret = change.at
          await takeBack(open, change)
          undoable.forget(id)
        })
        return { namespace: secret.namespace, name: secret.name, failure }
      })
    },
  }
}

export type Life = ReturnType<typeof createLife>

/** Any change since, by whomever, stands in the way. */
function whyNotUndone(found: ObjectMetadata | null, at: CredentialAt): Error | null {
  const { namespace, name, uid, resourceVersion } = at
  if (found === null || found.deleting) return failed('secret-gone', { namespace, name })
  if (found.uid !== uid) return failed('secret-replaced', { namespace, name })
  return found.resourceVersion === resourceVersion ? null : failed('credential-changed', { namespace, name })
}

const withoutNull = (annotations: AnnotationChanges): Record<string, string> =>
  Object.fromEntries(
    Object.entries(annotations).filter((entry): entry is [string, string] => entry[1] !== null),
  )
