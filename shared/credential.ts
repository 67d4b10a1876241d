import type { CredentialType } from './credential-types/credential-types.ts'
import type { ExpiryProposal } from './expiry.ts'
import type { Owner } from './owners.ts'
import type { LabelProblem } from './registration.ts'
import type { UsageState } from './usage-state.ts'
import { scopeKinds, type ScopeKind, type WrittenScopeKind } from './runai.ts'

/** What tells a scope from others: `id` is the department's id or the project's name, empty for account and cluster. */
export interface ScopeId<Kind extends ScopeKind = ScopeKind> {
  kind: Kind
  id: string
}

/** A scope that a write names. */
export type WrittenScope = ScopeId<WrittenScopeKind>

/** Where a credential is available. `name` is what it is called: the id where nothing tells another name. */
export interface Scope<Kind extends ScopeKind = ScopeKind> extends ScopeId<Kind> {
  name: string
}

/** A scope that is called by its id. */
export const namedById = <Kind extends ScopeKind>({ kind, id }: ScopeId<Kind>): Scope<Kind> => ({
  kind,
  id,
  name: id,
})

/** One text for each scope: its kind and id, whatever it is called. */
export const scopeKey = ({ kind, id }: ScopeId): string => `${kind}/${id}`

/** The scope of a key; `null` for a text that is none. */
export function scopeOfKey(key: string): ScopeId | null {
  const at = key.indexOf('/')
  const kind = scopeKinds.find((each) => each === key.slice(0, at))
  return kind === undefined ? null : { kind, id: key.slice(at + 1) }
}

/**
 * Who made the secret of a credential: a wizard, another tool before it was claimed, the console, or something of whose
 * labels Credenza doesn’t know the meaning: it is only shown.
 */
export type Origin = 'new' | 'existing' | 'console' | 'unknown'

/** One reason why a credential may not work. */
export type Issue =
  /** The Secret's own type can't hold what the credential's type needs. */
  | { code: 'secret-type'; secretType: string }
  | Exclude<LabelProblem, { code: 'label-missing' }>
  /** No version of Run:ai takes the scope without this label; `wanted` is it with its value: `run.ai/resource=password`. */
  | { code: 'label-missing'; label: string; wanted: string }
  /** The same credential name in the same scope. `others` are namespace/name, at most three of `count`. */
  | { code: 'name-shared'; others: string[]; count: number }
  /** `kubectl apply` left a copy of the values in an annotation. */
  | { code: 'values-in-annotation' }
  /** Only copies of it are left, so many. */
  | { code: 'original-gone'; copies: number }
  /** For one project, in a namespace of Run:ai itself that is no project's. */
  | { code: 'no-project'; namespace: string }

/** Why nothing can be said of a credential. */
export type NoStatusReason =
  /** `run.ai/resource` or `run.ai/asset` names a type that Credenza does not know. */
  | { code: 'type-unknown'; value: string }
  /** No label says the type and the Secret's own type does not tell it either. */
  | { code: 'type-unsaid'; secretType: string }
  /** Its copies are there; the namespace where it should stand itself can't be read. */
  | { code: 'original-unread'; namespace: string }
  /** Of account scope, for which the console tells no status either. */
  | { code: 'account-scope' }
  /** Registered by something unknown; `label` is the one that is not understood, with its value. */
  | { code: 'not-understood'; label: string }

export type CredentialStatus =
  | { kind: 'ok' }
  /** Written a moment ago; the cluster's list does not have it yet. */
  | { kind: 'creating' }
  | { kind: 'issues'; issues: Issue[] }
  | { kind: 'deleting' }
  | { kind: 'none'; reason: NoStatusReason }

/** A registered secret that was given a credential name and a type. Times are ISO 8601 in UTC. */
export interface Credential {
  uid: string
  name: string
  /** `null` where no label tells it and the Secret's own type does not either. */
  type: CredentialType | null
  status: CredentialStatus
  scope: Scope
  kubernetesName: string
  namespace: string
  /** Empty where there is none; so for all texts here. */
  registryUrl: string
  description: string
  origin: Origin
  createdBy: string
  createdAt: string
  /** `null`: never. */
  rotatedAt: string | null
  /** When its value stops to be valid; `null` where nobody noted it. */
  expiresAt: string | null
  /** The kubeconfig's name of the cluster. */
  cluster: string
  /** `null` for a project's, where the cluster has no copies of anything, and while they are not all known. */
  copies: Copies | null
  /** What keeps its secret besides a person; `null` for nothing. */
  owner: Owner | null
  /** Whether something uses it; `null` until that was looked for. */
  usage: UsageState | null
}

/** Namespaces: how many, and the first ones by name. */
export interface CopyPlaces {
  count: number
  some: string[]
}

/** Run:ai's copies of a secret of a wider scope in the namespaces of projects. */
export interface Copies {
  there: CopyPlaces
  /** Its scope reaches these, and they have none. */
  missing: CopyPlaces
  /** Of another Secret type, another number of keys, or for another type of credential. Values are not compared. */
  differing: CopyPlaces
  /** Last written before the original was. */
  older: CopyPlaces
  /** Its scope does not reach these, or not anymore. */
  outOfReach: CopyPlaces
  /** In these it took along what `kubectl apply` left in an annotation of the original: its values. */
  withValuesInAnnotation: CopyPlaces
}

/** A registered secret that is no credential yet. */
export interface UnusedSecret {
  uid: string
  kubernetesName: string
  namespace: string
  scope: Scope<WrittenScopeKind>
  /** The Secret's own type, such as `Opaque`. */
  secretType: string
  /** What its label says it is for, `null` where none does. */
  type: CredentialType | null
  keyCount: number
  createdBy: string
  createdAt: string
  /** Being deleted by someone, held by a finalizer. */
  deleting: boolean
  /** `kubectl apply` left a copy of the values in an annotation. */
  hasValuesInAnnotation: boolean
  cluster: string
  /** The version on which a change is decided. */
  resourceVersion: string
}

/** A secret that is not registered: what can be. */
export type UnregisteredSecret = Omit<UnusedSecret, 'scope' | 'type'>

/** A project and its namespace; where no namespace names a project, each stands in for one under its own name. */
export interface Project {
  name: string
  namespace: string
  /** The id of its department; absent where nothing tells one. */
  department?: string
}

/** A department: `id` is what labels name it by. */
export interface Department {
  id: string
  name: string
}

/** One reason why an existing secret can't serve for a type. Keys are named, values never. */
export type Incompatibility =
  /** The Secret's own type can't hold what the credential's type needs. */
  | { code: 'secret-type'; secretType: string }
  /** Labels that, beside those of the scope, would make it one of another scope. */
  | { code: 'labels-contradict'; labels: string[] }
  /** It holds nothing. */
  | { code: 'no-keys' }
  /** None of the accepted keys is there. */
  | { code: 'key-missing'; accepted: string[] }
  | { code: 'key-empty'; key: string }
  /** Its bytes are no UTF-8. */
  | { code: 'key-not-text'; key: string }
  /** Two keys that differ in letter case only, or two of the accepted names: which one counts can't be told. */
  | { code: 'key-ambiguous'; keys: string[] }
  | { code: 'registry-not-json'; key: string }
  /**
   * One mistake for which the kubelet refuses the secret as a whole. `host` is that of the entry; empty where the
   * mistake stands in none, or its address can't be told.
   */
  | { code: 'registry-refused'; what: RegistryMistake; field: string; host: string }
  | { code: 'registry-without-auths'; key: string }
  /** No entry is one in which the kubelet looks for this registry. `hosts` names some that are there. */
  | { code: 'registry-without-url'; url: string; hosts: string[]; count: number }
  /** An entry is there, and holds no login that the kubelet reads. `instead` is what it or the secret holds. */
  | {
      code: 'registry-login-empty'
      url: string
      missing: 'username' | 'password' | 'login'
      instead: 'token' | 'store' | 'nothing'
    }

/** A field of another kind than the kubelet reads, or an `auth` that it can't read. */
export type RegistryMistake = 'field' | 'auth-not-base64' | 'auth-without-colon'

/** What does not stand in the way, but should be known. */
export type Remark =
  /** Ends with a line break, which many programs take for a part of the value. */
  { code: 'key-ends-with-newline'; key: string } | { code: 'immutable' } | { code: 'values-in-annotation' }

/** What the main process found when it read an existing secret; the values stayed there. */
export interface Fitness {
  /** The version that was looked at, and on which a claim is decided. */
  resourceVersion: string
  incompatibilities: Incompatibility[]
  remarks: Remark[]
  /** Our annotations that it still bears from an earlier claim, which a new one clears or replaces. */
  leftAnnotations: string[]
  /** When its values expire, as far as they tell it themselves. */
  expiries: ExpiryProposal[]
}
