import type { CredentialType } from './credential-types/credential-types.ts'
import type { ExpiryProposal } from './expiry.ts'
import type { Owner } from './owners.ts'
import type { LabelProblem } from './registration.ts'
import type { UsageState } from './usage-state.ts'
import { scopeKinds, type ScopeKind, type WrittenScopeKind } from './runai.ts'

/** Identifies a scope. `id` is the department's id or the project's name, empty for account and cluster. */
export interface ScopeId<Kind extends ScopeKind = ScopeKind> {
  kind: Kind
  id: string
}

/** A scope that a write uses. */
export type WrittenScope = ScopeId<WrittenScopeKind>

/** Where a credential is available. `name` is its display name, or the id if no name is known. */
export interface Scope<Kind extends ScopeKind = ScopeKind> extends ScopeId<Kind> {
  name: string
}

/** A scope that uses its id as name. */
export const namedById = <Kind extends ScopeKind>({ kind, id }: ScopeId<Kind>): Scope<Kind> => ({
  kind,
  id,
  name: id,
})

/** A unique key of a scope: its kind and id, whatever its name. */
export const scopeKey = ({ kind, id }: ScopeId): string => `${kind}/${id}`

/** The scope of a key. `null` for an invalid key. */
export function scopeOfKey(key: string): ScopeId | null {
  const at = key.indexOf('/')
  const kind = scopeKinds.find((each) => each === key.slice(0, at))
  return kind === undefined ? null : { kind, id: key.slice(at + 1) }
}

/**
 * Who created the secret of a credential: a wizard, another tool before it was claimed, the console, or something whose
 * labels Credenza doesn’t understand, which is read-only.
 */
export type Origin = 'new' | 'existing' | 'console' | 'unknown'

/** One reason why a credential may not work. */
export type Issue =
  /** The Secret's own type can't contain what the credential's type needs. */
  | { code: 'secret-type'; secretType: string }
  | Exclude<LabelProblem, { code: 'label-missing' }>
  /**
   * No version of Run:ai accepts the scope without this label. `wanted` is the label with its value:
   * `run.ai/resource=password`.
   */
  | { code: 'label-missing'; label: string; wanted: string }
  /** The same credential name in the same scope. `others` are namespace/name, at most three of `count`. */
  | { code: 'name-shared'; others: string[]; count: number }
  /** `kubectl apply` left a copy of the values in an annotation. */
  | { code: 'values-in-annotation' }
  /** Only this many copies of it are left. */
  | { code: 'original-gone'; copies: number }
  /** For one project, but in a Run:ai namespace that isn't a project's. */
  | { code: 'no-project'; namespace: string }

/** Why the status of a credential is unknown. */
export type NoStatusReason =
  /** `run.ai/resource` or `run.ai/asset` names a type that Credenza does not know. */
  | { code: 'type-unknown'; value: string }
  /** No label names the type, and the Secret's own type doesn't imply it. */
  | { code: 'type-unsaid'; secretType: string }
  /** Its copies exist, but the namespace of the original can't be read. */
  | { code: 'original-unread'; namespace: string }
  /** It has account scope, for which the console shows no status either. */
  | { code: 'account-scope' }
  /** Registered by something unknown. `label` is the label that isn't understood, with its value. */
  | { code: 'not-understood'; label: string }

export type CredentialStatus =
  | { kind: 'ok' }
  /** Just written. The cluster's list doesn't contain it yet. */
  | { kind: 'creating' }
  | { kind: 'issues'; issues: Issue[] }
  | { kind: 'deleting' }
  | { kind: 'none'; reason: NoStatusReason }

/** A registered secret that was given a credential name and a type. Times are ISO 8601 in UTC. */
export interface Credential {
  uid: string
  name: string
  /** `null` if no label names it and the Secret's own type doesn't imply it. */
  type: CredentialType | null
  status: CredentialStatus
  scope: Scope
  kubernetesName: string
  namespace: string
  /** Empty for none, like all strings here. */
  registryUrl: string
  description: string
  origin: Origin
  createdBy: string
  createdAt: string
  /** `null`: never. */
  rotatedAt: string | null
  /** When its value stops working. `null` if nobody set it. */
  expiresAt: string | null
  /** The name of the cluster in the kubeconfig. */
  cluster: string
  /** `null` for a project's, for a cluster without any copies, and until all copies are known. */
  copies: Copies | null
  /** What manages its secret besides a person. `null` for nothing. */
  owner: Owner | null
  /** Whether something uses it. `null` until a survey. */
  usage: UsageState | null
}

/** The number of namespaces, and the first ones by name. */
export interface CopyPlaces {
  count: number
  some: string[]
}

/** Run:ai's copies of a secret of a wider scope in the namespaces of projects. */
export interface Copies {
  there: CopyPlaces
  /** Namespaces that its scope reaches but that have no copy. */
  missing: CopyPlaces
  /** With another Secret type, number of keys, or credential type. Values aren't compared. */
  differing: CopyPlaces
  /** Last written before the original was. */
  older: CopyPlaces
  /** Namespaces that its scope doesn't reach, or no longer does. */
  outOfReach: CopyPlaces
  /** Copies that inherited the values that `kubectl apply` left in an annotation of the original. */
  withValuesInAnnotation: CopyPlaces
}

/** A registered secret that isn't a credential yet. */
export interface UnusedSecret {
  uid: string
  kubernetesName: string
  namespace: string
  scope: Scope<WrittenScopeKind>
  /** The Secret's own type, such as `Opaque`. */
  secretType: string
  /** The type in its label. `null` if there is none. */
  type: CredentialType | null
  keyCount: number
  createdBy: string
  createdAt: string
  /** Being deleted, but blocked by a finalizer. */
  deleting: boolean
  /** `kubectl apply` left a copy of the values in an annotation. */
  hasValuesInAnnotation: boolean
  cluster: string
  /** The version that a change is based on. */
  resourceVersion: string
}

/** A secret that isn't registered but can be. */
export interface UnregisteredSecret extends Omit<UnusedSecret, 'scope' | 'type'> {
  /** It has some of the labels of a registration, but not enough for any version of Run:ai. */
  isPartlyLabelled: boolean
}

/** A row of the Secrets page. Unused secrets have a scope and a type, unregistered ones have neither. */
export type SecretRow = Omit<UnusedSecret, 'scope' | 'type'> &
  Partial<Pick<UnusedSecret, 'scope' | 'type'>> &
  Partial<Pick<UnregisteredSecret, 'isPartlyLabelled'>>

/** A project and its namespace. If no namespace names a project, each counts as one with its own name. */
export interface Project {
  name: string
  namespace: string
  /** The id of its department. Absent if unknown. */
  department?: string
}

/** A department. `id` is how labels name it. */
export interface Department {
  id: string
  name: string
}

/** A reason why an existing secret is unsuitable for a type. Contains keys, never values. */
export type Incompatibility =
  /** The Secret's own type can't contain what the credential's type needs. */
  | { code: 'secret-type'; secretType: string }
  /** Labels that, together with those of the scope, would give it another scope. */
  | { code: 'labels-contradict'; labels: string[] }
  /** It is empty. */
  | { code: 'no-keys' }
  /** It has none of the accepted keys. */
  | { code: 'key-missing'; accepted: string[] }
  | { code: 'key-empty'; key: string }
  /** Its bytes aren't UTF-8. */
  | { code: 'key-not-text'; key: string }
  /** Two keys that differ only in letter case, or two accepted names: it is unclear which one counts. */
  | { code: 'key-ambiguous'; keys: string[] }
  | { code: 'registry-not-json'; key: string }
  /**
   * An error because of which the kubelet refuses the whole secret. `host` is the entry's; empty if the error is
   * outside of entries, or its address is unreadable.
   */
  | { code: 'registry-refused'; what: RegistryMistake; field: string; host: string }
  | { code: 'registry-without-auths'; key: string }
  /** No entry is one that the kubelet uses for this registry. `hosts` names some existing ones. */
  | { code: 'registry-without-url'; url: string; hosts: string[]; count: number }
  /** There is an entry, but without a login that the kubelet reads. `instead` is what it or the secret contains. */
  | {
      code: 'registry-login-empty'
      url: string
      missing: 'username' | 'password' | 'login'
      instead: 'token' | 'store' | 'nothing'
    }

/** A field with a type that the kubelet doesn't accept, or an `auth` that it can't decode. */
type RegistryMistake = 'field' | 'auth-not-base64' | 'auth-without-colon'

/** What isn't a problem, but people should know. */
export type Remark =
  /** Ends with a line break, which many programs treat as part of the value. */
  { code: 'key-ends-with-newline'; key: string } | { code: 'immutable' } | { code: 'values-in-annotation' }

/** The result of reading an existing secret in the main process. The values stay there. */
export interface Fitness {
  /** The version that was read, which a claim is based on. */
  resourceVersion: string
  incompatibilities: Incompatibility[]
  remarks: Remark[]
  /** Our annotations from an earlier claim, which a new one clears or replaces. */
  leftAnnotations: string[]
  /** When its values expire, if they say so themselves. */
  expiries: ExpiryProposal[]
}
