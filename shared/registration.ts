import {
  credentialTypes,
  typeDescriptions,
  type CredentialType,
} from './credential-types/credential-types.ts'
import {
  caBundleName,
  defaultRunaiNamespace,
  labelForms,
  listedLabels,
  runaiLabels,
  scopeLabelsToday,
  type LabelForm,
  type ScopeKind,
} from './runai.ts'

/** Whether and for what a Secret is registered, by the table of labels in `runai.ts`. */

const { resource, asset, clusterWide, department, tenantWide } = runaiLabels

/**
 * Label selectors that together match every registered secret exactly once: each excludes what earlier ones match.
 * Selectors can't match annotations, so that credentials and unused secrets are in the same lists.
 */
export const registeredSelectors: readonly string[] = listedLabels.map((label, at) =>
  [
    label,
    ...(label === clusterWide ? [`${runaiLabels.name}!=${caBundleName}`] : []),
    ...listedLabels.slice(0, at).map((before) => `!${before}`),
  ].join(),
)

/** All labels that register a secret, which a patch removes. */
export const registeringLabels: readonly string[] = [
  ...new Set(labelForms.flatMap(({ labels }) => Object.keys(labels))),
]

type Labels = Readonly<Record<string, string>>

/** What is wrong with labels by the documentation of every version. */
export type LabelProblem =
  /** No version accepts the scope without this label. */
  | { code: 'label-missing'; label: string }
  /** No version accepts the label with this value. */
  | { code: 'label-not-understood'; label: string; value: string }
  /** Labels with more than one scope or type. */
  | { code: 'labels-contradict'; labels: string[] }

/** The meaning of a Secret's labels. */
export interface Registration {
  /** A person, Run:ai's control plane, or something whose labels Credenza doesn’t understand. */
  by: 'person' | 'console' | 'unknown'
  /** Some version of Run:ai accepts it. */
  isWhole: boolean
  scope: ScopeKind
  /** The department's id. The project's name isn't in labels; it follows from the namespace. */
  department: string | null
  /** The type in its label. `null` if there is none. */
  resource: string | null
  /** A copy of a secret with a wider scope, outside of the namespace of the originals. */
  isCopy: boolean
  /** Empty for console credentials, whose labels are the console's business. */
  problems: LabelProblem[]
  /** A label of Run:ai, with its value, that Credenza doesn't know: `run.ai/user=7`. Empty for none. */
  unknownLabel: string
}

/**
 * Reads the labels in the forms of every version. `null` if the secret isn't registered. `runaiNamespace` is the
 * namespace of cluster and department credentials.
 */
export function readRegistration(
  labels: Labels,
  namespace: string,
  runaiNamespace: string = defaultRunaiNamespace,
): Registration | null {
  if (labels[runaiLabels.name] === caBundleName) return null
  const isHome = namespace === runaiNamespace
  const type = labels[asset]
  return type === undefined ? readPersons(labels, isHome) : readConsoles(labels, type, isHome)
}

function readPersons(labels: Labels, isHome: boolean): Registration | null {
  const form = labelForms.find((each) => isOfForm(each, labels))
  const claims = claimsIn(labels)
  const type = labels[resource] ?? null
  const scope = form?.scope ?? claims[0]?.scope
  if (scope === undefined && type === null) return null
  const unknownLabel = unknownLabelIn(labels)
  return {
    by: unknownLabel !== '' || (form === undefined && type !== null) ? 'unknown' : 'person',
    isWhole: form !== undefined,
    scope: scope ?? 'project',
    department: scope === 'department' ? (labels[department] ?? null) : null,
    resource: type ?? typeIn(labels[clusterWide]),
    // One that is also labelled for a project isn't a copy, but contradicts itself.
    isCopy: !isHome && claims.length > 0 && claims.every((claim) => claim.scope !== 'project'),
    problems: problemsOf(labels, form, claims),
    unknownLabel,
  }
}

function readConsoles(labels: Labels, type: string, isHome: boolean): Registration {
  const [told] = scopeLabelsToday.find(([, label]) => labels[label] !== undefined) ?? []
  const scope = told ?? (isHome ? 'cluster' : 'project')
  return {
    by: 'console',
    isWhole: true,
    scope,
    department: labels[department] ?? null,
    resource: type,
    isCopy: scope !== 'project' && !isHome,
    problems: [],
    unknownLabel: '',
  }
}

const typesInLabels: ReadonlySet<string> = new Set(
  credentialTypes.map((type) => typeDescriptions[type].resource),
)

const typeIn = (value: string | undefined): string | null =>
  value !== undefined && typesInLabels.has(value) ? value : null

/** Whether a label has the value that a form requires. */
function isMet(wanted: string, value: string | undefined): boolean {
  if (wanted === '<type>') return typeIn(value) !== null
  return wanted === '<id>' ? value !== undefined && value !== '' : value === wanted
}

function isOfForm({ labels: wanted }: LabelForm, labels: Labels): boolean {
  let count = 0
  for (const label in wanted) {
    if (!isMet(wanted[label] ?? '', labels[label])) return false
    count++
  }
  const isTypeAlone = count === 1 && wanted[resource] !== undefined
  return !isTypeAlone || scopeLabelsToday.every(([, label]) => labels[label] === undefined)
}

interface Claim {
  scope: ScopeKind
  label: string
}

/**
 * The labels that claim a scope, whether or not everything the scope needs is there. In the order in which scopes win.
 */
const claiming: readonly (Claim & { wanted: string })[] = labelForms
  .flatMap(({ scope, labels }) => Object.entries(labels).map(([label, wanted]) => ({ scope, label, wanted })))
  .filter(({ label }) => label !== resource)

function claimsIn(labels: Labels): Claim[] {
  const claims: Claim[] = []
  if (labels[tenantWide] !== undefined) claims.push({ scope: 'account', label: tenantWide })
  for (const { scope, label, wanted } of claiming)
    if (isMet(wanted, labels[label]) && !claims.some((claim) => claim.label === label))
      claims.push({ scope, label })
  return claims
}

function problemsOf(labels: Labels, form: LabelForm | undefined, claims: readonly Claim[]): LabelProblem[] {
  const problems: LabelProblem[] = []
  if (form === undefined) {
    for (const label of [tenantWide, clusterWide, department, resource]) {
      const value = labels[label]
      if (value === undefined || isUnderstood(label, value, claims)) continue
      problems.push({ code: 'label-not-understood', label, value })
    }
    if (labels[resource] === undefined) problems.push({ code: 'label-missing', label: resource })
  }
  if (new Set(claims.map(({ scope }) => scope)).size > 1)
    problems.push({ code: 'labels-contradict', labels: claims.map(({ label }) => label) })
  const typeOfScope = typeIn(labels[clusterWide])
  if (typeOfScope !== null && labels[resource] !== undefined && labels[resource] !== typeOfScope)
    problems.push({ code: 'labels-contradict', labels: [clusterWide, resource] })
  return problems
}

function isUnderstood(label: string, value: string, claims: readonly Claim[]): boolean {
  if (label === resource) return typeIn(value) !== null
  return label !== tenantWide && claims.some((claim) => claim.label === label)
}

const knownLabels: ReadonlySet<string> = new Set(Object.values(runaiLabels))
const isOfRunai = /^(?:(?:[a-z0-9-]+\.)*run\.ai|runai)\//

/** A label of Run:ai that isn't in any form of its documentation. */
function unknownLabelIn(labels: Labels): string {
  for (const label in labels)
    if (!knownLabels.has(label) && isOfRunai.test(label)) return `${label}=${labels[label] ?? ''}`
  return ''
}

/**
 * Whether a person may register a secret: it isn't registered, and isn't Run:ai's own. Secrets that Run:ai labels in
 * unknown ways may be private to a user.
 */
export function isRegistrable(
  labels: Labels,
  { namespace, runaiNamespace }: { namespace: string; runaiNamespace: string },
): boolean {
  if (labels[runaiLabels.name] === caBundleName || unknownLabelIn(labels) !== '') return false
  const registration = readRegistration(labels, namespace, runaiNamespace)
  return registration === null || (registration.by === 'person' && !registration.isWhole)
}

/**
 * The label that isn't understood on a secret that something unknown registered, with its value:
 * `run.ai/resource=vault`.
 */
export function labelNotUnderstood({ unknownLabel, problems }: Registration): string {
  for (const problem of problems)
    if (problem.code === 'label-not-understood') return `${problem.label}=${problem.value}`
  return unknownLabel
}

/**
 * The labels that a write sets for a scope: those of all forms at once, so that old and new Run:ai both recognize it.
 */
export function labelsToWrite(
  scope: ScopeKind,
  type: CredentialType,
  departmentId?: string,
): Record<string, string> {
  const values: Readonly<Record<string, string>> = {
    '<type>': typeDescriptions[type].resource,
    '<id>': departmentId ?? '',
  }
  const written = labelForms.filter((form) => form.scope === scope && form.isWritten)
  const isType = ([label]: [string, string]) => Number(label === resource)
  const entries = written
    .flatMap(({ labels }) => Object.entries(labels))
    .sort((a, b) => isType(a) - isType(b))
  return Object.fromEntries(entries.map(([label, wanted]) => [label, values[wanted] ?? wanted]))
}

/** A label that a write sets, and its purpose. */
interface LabelPurpose {
  label: string
  value: string
  says: 'scope' | 'type'
  /** The versions that require it, such as `2.18, 2.20 to 3.0`. */
  versions: string
}

/** The purpose of each label of `labelsToWrite`. */
export function labelPurposes(scope: ScopeKind, type: CredentialType, departmentId?: string): LabelPurpose[] {
  return Object.entries(labelsToWrite(scope, type, departmentId)).map(([label, value]) => ({
    label,
    value,
    says: label === resource ? 'type' : 'scope',
    versions: labelForms
      .filter((form) => form.scope === scope && form.isWritten && form.labels[label] !== undefined)
      .map(({ versions }) => versions)
      .join(', '),
  }))
}
