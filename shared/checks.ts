import type { Incompatibility } from './credential.ts'
import type { Failure } from './failure.ts'
import type { Owner } from './owners.ts'

/** How many there are, and the first ones by name. */
export interface CheckPlaces {
  count: number
  some: string[]
}

/** One thing that a check found. Keys are named, values never. */
export type SecretFinding =
  /** It can't serve for its type. */
  | { code: 'unfit'; incompatibility: Incompatibility }
  /** A value that many programs read with the line break behind it. */
  | { code: 'line-break'; key: string }
  /**
   * The SSH key is cut off, can't be read, is a public one, or is none; or it is one that OpenSSH does not read: without the last
   * line break, or with the line ends of Windows.
   */
  | { code: 'ssh-key'; key: string; what: SshKeyFault }
  /** `kubectl apply` left a copy of the values in an annotation. */
  | { code: 'values-in-annotation' }
  /** No version of Run:ai takes it without the label; or it names another type than the Secret’s own type does. */
  | { code: 'type-label'; label: string; wanted: string | null }
  /** A value is readable in the env, command or args of pods: `pod, container`. */
  | { code: 'value-in-pod'; key: string; places: CheckPlaces }
  /** … or in ConfigMaps: `name, key`. */
  | { code: 'value-in-config-map'; key: string; places: CheckPlaces }
  /** Others that were checked along hold the same value, under a key of theirs: `namespace/name, key`. */
  | { code: 'same-value'; key: string; others: CheckPlaces }

export type SshKeyFault =
  'cut' | 'one-line' | 'broken' | 'public' | 'no-key' | 'no-last-line-break' | 'carriage-returns'

/** The one right change for a finding. */
export type Mend =
  | { kind: 'set-type-label'; value: string }
  | { kind: 'remove-annotation' }
  | { kind: 'strip-line-break'; key: string }
  /** Behind an SSH key. */
  | { kind: 'add-line-break'; key: string }

export interface Found {
  finding: SecretFinding
  /** `null` if Credenza can't fix it. */
  mend: Mend | null
}

/** What a check found of one credential; nothing where `failure` says why it couldn't be read. */
export interface CheckResult {
  uid: string
  namespace: string
  name: string
  /** The version that was read, on which fixing is decided; empty if it was not. */
  resourceVersion: string
  /** What would put back what is fixed. */
  owner: Owner | null
  found: Found[]
  failure: Failure | null
}

/** Where it couldn't be looked for values in plain sight. */
export interface UncheckedPlaces {
  what: 'pods' | 'configmaps'
  namespaces: CheckPlaces
  failure: Failure
}
