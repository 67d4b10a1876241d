import type { WriteOperation } from '../../../shared/activity.ts'
import type { CredentialAt } from '../../../shared/contract/life.ts'
import { failed } from '../../../shared/failure.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { requireFreeName } from '../writes/require-free-name.ts'
import { lookAtSecret } from '../writes/unused-secret.ts'
import { before, changeAnnotations, type AnnotationChanges } from './change-annotations.ts'
import {
  ownAnnotations,
  requireCredential,
  requireShown,
  whyNotCredential,
  type FoundCredential,
} from './credential-state.ts'
import { deleteSecret } from './delete-secret.ts'
import type { UndoableChange, UndoableChanges } from './undoable-changes.ts'

/** A credential of an open context. */
interface Place {
  context: string
  open: OpenCluster
  at: CredentialAt
}

/** A completed change: the resulting secret, and the id to undo it. */
interface Changed {
  metadata: ObjectMetadata
  undo: string
}

/** Changes to one credential, each one PATCH on the version that was shown. */
export function createCredentialChanges(undoable: UndoableChanges, recordedWrite: RecordedWrite) {
  async function change(
    { context, open, at }: Place,
    { metadata: found }: FoundCredential,
    change: { operation: WriteOperation; annotations: AnnotationChanges },
  ): Promise<Changed> {
    const metadata = await open.rights.invalidateOnForbidden(() =>
      changeAnnotations({ open, recordedWrite }, at, { found, ...change }, (now) =>
        whyNotCredential(open, at, now),
      ),
    )
    const { resourceVersion } = metadata
    const back = before(found, change.annotations)
    return { metadata, undo: undoable.keep({ context, at: { ...at, resourceVersion }, annotations: back }) }
  }

  return {
    /** Sets name and description. Throws `credential-name-taken` if its scope has another credential with that name. */
    async describe(place: Place, name: string, description: string): Promise<Changed> {
      const found = await requireShown(place.open, place.at)
      requireFreeName(place.open, found.scope, name, place.at.uid)
      const annotations = {
        [annotationKeys.credential]: name,
        [annotationKeys.description]: description === '' ? null : description,
      }
      return change(place, found, {
        operation: name === found.state.name ? 'describe' : 'rename',
        annotations,
      })
    },

    /** Sets the expiry, or removes it if `null`. */
    async expire(place: Place, expiresAt: string | null): Promise<Changed> {
      const found = await requireShown(place.open, place.at)
      return change(place, found, {
        operation: 'expiry',
        annotations: { [annotationKeys.expiresAt]: expiresAt },
      })
    },

    /** Removes all of Credenza's annotations. Returns the id to undo it. */
    async release(place: Place): Promise<string> {
      const found = await requireShown(place.open, place.at)
      const present = ownAnnotations.filter((key) => found.metadata.annotations[key] !== undefined)
      const annotations = Object.fromEntries(present.map((key) => [key, null]))
      const { undo } = await change(place, found, { operation: 'release', annotations })
      return undo
    },

    /** Deletes its secret. Returns the finalizers that block the deletion. */
    async delete({ open, at }: Place): Promise<readonly string[]> {
      const { metadata } = await requireShown(open, at)
      return open.rights.invalidateOnForbidden(() => deleteSecret({ open, recordedWrite }, at, metadata))
    },

    /** Undoes a change, if nobody has changed the secret since. */
    async takeBack(open: OpenCluster, { at, annotations }: UndoableChange): Promise<void> {
      const { namespace, name } = at
      const found = await lookAtSecret(open.connection, namespace, name)
      const reason = whyNotUntouched(found, at)
      if (reason !== null || found === null) throw reason ?? failed('secret-gone', { namespace, name })
      const was = { ...found, annotations: { ...found.annotations, ...withoutNull(annotations) } }
      const { scope, state } = requireCredential(open, at, was)
      requireFreeName(open, scope, state.name, at.uid)
      await open.rights.invalidateOnForbidden(() =>
        changeAnnotations({ open, recordedWrite }, at, { operation: 'undo', found, annotations }, (now) =>
          whyNotUntouched(now, at),
        ),
      )
    },
  }
}

/** Any later change prevents it, whoever made it. */
function whyNotUntouched(found: ObjectMetadata | null, at: CredentialAt): Error | null {
  const { namespace, name, uid, resourceVersion } = at
  if (found === null || found.deleting) return failed('secret-gone', { namespace, name })
  if (found.uid !== uid) return failed('secret-replaced', { namespace, name })
  return found.resourceVersion === resourceVersion ? null : failed('credential-changed', { namespace, name })
}

const withoutNull = (annotations: AnnotationChanges): Record<string, string> =>
  Object.fromEntries(
    Object.entries(annotations).filter((entry): entry is [string, string] => entry[1] !== null),
  )
