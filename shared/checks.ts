import type { Incompatibility } from './credential.ts'
import type { Failure } from './failure.ts'
import type { Owner } from './owners.ts'

/** The number of places, and the first ones by name. */
export interface CheckPlaces {
  count: number
  some: string[]
}

/** One finding of a check. Contains keys, never values. */
export type SecretFinding =
  /** It is unsuitable for its type. */
  | { code: 'unfit'; incompatibility: Incompatibility }
  /** A value that many programs read including its final line break. */
  | { code: 'line-break'; key: string }
  /**
   * The SSH key is cut off, unreadable, public, or not a key; or OpenSSH doesn't accept it because it lacks the last
   * line break or has Windows line endings.
   */
  | { code: 'ssh-key'; key: string; what: SshKeyFault }
  /** `kubectl apply` left a copy of the values in an annotation. */
  | { code: 'values-in-annotation' }
  /** No version of Run:ai accepts it without the label, or the label contradicts the Secret’s own type. */
  | { code: 'type-label'; label: string; wanted: string | null }
  /** A value is readable in the env, command or args of pods: `pod, container`. */
  | { code: 'value-in-pod'; key: string; places: CheckPlaces }
  /** … or in ConfigMaps: `name, key`. */
  | { code: 'value-in-config-map'; key: string; places: CheckPlaces }
  /** Other checked secrets contain the same value, under some key: `namespace/name, key`. */
  | { code: 'same-value'; key: string; others: CheckPlaces }

export type SshKeyFault =
  | 'cut'
  | 'one-line'
  | 'broken'
  | 'public'
  | 'no-key'
  | 'no-last-line-break'
  | 'carriage-returns'

/** The change that fixes a finding. */
export type Mend =
  | { kind: 'set-type-label'; value: string }
  | { kind: 'remove-annotation' }
  | { kind: 'strip-line-break'; key: string }
  /** At the end of an SSH key. */
  | { kind: 'add-line-break'; key: string }

export interface Found {
  finding: SecretFinding
  /** `null` if Credenza can't fix it. */
  mend: Mend | null
}

/** What a check found for one credential. Empty if `failure` says why it couldn't be read. */
export interface CheckResult {
  uid: string
  namespace: string
  name: string
  /** The version that was read, which a fix is based on. Empty if it wasn't read. */
  resourceVersion: string
  /** What would revert a fix. */
  owner: Owner | null
  found: Found[]
  failure: Failure | null
}

/** Where values in plain sight couldn't be searched for. */
export interface UncheckedPlaces {
  what: 'pods' | 'configmaps'
  namespaces: CheckPlaces
  failure: Failure
}
