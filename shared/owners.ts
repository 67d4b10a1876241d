/** An entry of an object's `ownerReferences`. `group` is empty for the core API. */
export interface OwningObject {
  kind: string
  group: string
  name: string
}

/** The metadata of a Secret that may show what manages it. */
export interface OwnerMarks {
  name: string
  namespace: string
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  references: readonly OwningObject[]
  /** Its first field manager. */
  manager: string
}

/** What manages a Secret besides a person. */
export interface Owner {
  /** An id of the table. */
  keeper: KeeperId
  /** The name of the tool: `External Secrets`. */
  name: string
  /** Where the tool takes it from: `ExternalSecret harbor`. Empty if no mark says so. */
  source: string
}

/** The marks that a tool leaves on what it manages. Any one of them is enough. */
interface Keeper {
  id: string
  name: string | ((marks: OwnerMarks) => string)
  /** An owner reference with this group and, if given, kind. */
  reference?: { group: string; kind?: string }
  labels?: readonly string[]
  annotations?: readonly string[]
  /** For what the other marks can't express. */
  isMarked?: (marks: OwnerMarks) => boolean
  source?: (marks: OwnerMarks) => string
  /** Other annotations that `isMarked` or `source` reads. */
  reads?: readonly string[]
  /** What happens to a change that is made here. */
  putsBack: string
  /** Where to change it instead. If it is a function, `source` is never empty. */
  change: string | ((source: string) => string)
}

const managedBy = 'app.kubernetes.io/managed-by'
const trackingId = 'argocd.argoproj.io/tracking-id'
/** The names for server-side apply, and for the controller without it. */
const argoManagers = ['argocd-controller', 'argocd-application-controller']
const externalManager = 'externalsecrets.external-secrets.io/'
/** kustomize appends ten letters of this 16-letter alphabet to the names that it generates. */
const kustomizeHash = /-(?=[a-z]*\d)(?=\d*[a-z])[bcdfghkmt2456789]{10}$/
const helm = { release: 'meta.helm.sh/release-name', namespace: 'meta.helm.sh/release-namespace' }
const replicatedFrom = 'replicator.v1.mittwald.de/replicate-from'
const reflects = 'reflector.v1.k8s.emberstack.com/reflects'

/**
 * The marks by which tools are recognized, most direct tool first: what an ExternalSecret creates may have Helm or Argo
 * CD labels from its template.
 */
const table = [
  {
    id: 'runai',
    name: 'Run:ai control plane',
    labels: ['run.ai/asset'],
    putsBack: 'The Run:ai control plane undoes changes made here.',
    change: 'Change it on the Credentials page of the console.',
  },
  {
    id: 'external-secrets',
    name: 'External Secrets',
    reference: { group: 'external-secrets.io' },
    labels: ['reconcile.external-secrets.io/managed'],
    annotations: ['reconcile.external-secrets.io/data-hash'],
    isMarked: ({ manager }) => manager.startsWith(externalManager),
    source: (marks) =>
      referenced(marks, 'external-secrets.io') ||
      named(
        'ExternalSecret',
        marks.manager.startsWith(externalManager) ? marks.manager.slice(externalManager.length) : '',
      ),
    putsBack: 'External Secrets restores the secret when it next reads its store.',
    change: (source) => `Change the value in the store that ${source} reads, or change ${source}.`,
  },
  {
    id: 'sealed-secrets',
    name: 'Sealed Secrets',
    reference: { group: 'bitnami.com', kind: 'SealedSecret' },
    source: (marks) => referenced(marks, 'bitnami.com'),
    putsBack: 'Sealed Secrets restores the secret when it next unseals it.',
    change: (source) => `Seal the new value with kubeseal and change ${source}.`,
  },
  {
    id: 'cert-manager',
    name: 'cert-manager',
    reference: { group: 'cert-manager.io' },
    labels: ['controller.cert-manager.io/fao'],
    annotations: ['cert-manager.io/certificate-name'],
    source: ({ annotations }) => named('Certificate', annotations['cert-manager.io/certificate-name']),
    putsBack: 'cert-manager overwrites the secret when it renews the certificate.',
    change: (source) => `Change ${source}.`,
  },
  {
    id: 'vault-secrets-operator',
    name: 'Vault Secrets Operator',
    reference: { group: 'secrets.hashicorp.com' },
    isMarked: ({ labels }) => labels[managedBy] === 'hashicorp-vso',
    source: (marks) => referenced(marks, 'secrets.hashicorp.com'),
    putsBack: 'Vault Secrets Operator restores the secret when it next reads Vault.',
    change: 'Change the value in Vault.',
  },
  {
    id: 'secrets-store',
    name: 'Secrets Store CSI Driver',
    labels: ['secrets-store.csi.k8s.io/managed'],
    putsBack: 'Secrets Store CSI Driver overwrites the secret when it next reads its store.',
    change: 'Change the value in the store that the SecretProviderClass reads.',
  },
  {
    id: 'kubernetes-replicator',
    name: 'Kubernetes Replicator',
    annotations: ['replicator.v1.mittwald.de/replicated-from-version', replicatedFrom],
    source: ({ annotations }) => named('Secret', annotations[replicatedFrom]),
    putsBack: 'Kubernetes Replicator restores the secret when its original changes.',
    change: (source) => `Change the original, ${source}.`,
  },
  {
    id: 'reflector',
    name: 'Reflector',
    annotations: [reflects],
    source: ({ annotations }) => named('Secret', annotations[reflects]),
    putsBack: 'Reflector restores the secret when its original changes.',
    change: (source) => `Change the original, ${source}.`,
  },
  {
    id: 'config-syncer',
    name: 'Config Syncer',
    labels: ['kubed.appscode.com/origin.name'],
    source: ({ labels }) => named('Secret', labels['kubed.appscode.com/origin.name']),
    putsBack: 'Config Syncer restores the secret when its original changes.',
    change: (source) => `Change the original, ${source}.`,
  },
  {
    id: 'kyverno',
    name: 'Kyverno',
    labels: ['generate.kyverno.io/policy-name'],
    source: ({ labels }) => named('policy', labels['generate.kyverno.io/policy-name']),
    putsBack: 'Kyverno restores the secret if its policy synchronizes it.',
    change: (source) => `Change ${source}, or what it clones.`,
  },
  {
    id: 'hierarchical-namespaces',
    name: 'Hierarchical Namespace Controller',
    labels: ['hnc.x-k8s.io/inherited-from'],
    source: ({ labels }) => named('namespace', labels['hnc.x-k8s.io/inherited-from']),
    putsBack: 'Hierarchical Namespace Controller restores the secret immediately.',
    change: (source) => `Change the original in ${source}.`,
  },
  {
    id: 'owner-reference',
    name: ({ references }) => references[0]?.kind ?? '',
    isMarked: ({ references }) => references.length > 0,
    source: ({ references: [first] }) => named(first?.kind ?? '', first?.name),
    putsBack: 'The owner may restore the secret. When the owner is deleted, so is the secret.',
    change: (source) => `Change ${source}.`,
  },
  {
    id: 'flux-helm',
    name: 'Flux',
    labels: ['helm.toolkit.fluxcd.io/name'],
    source: ({ labels }) => named('HelmRelease', labels['helm.toolkit.fluxcd.io/name']),
    putsBack: 'Flux restores the secret with the next release, or sooner if drift correction is on.',
    change: (source) => `Change the values of ${source}.`,
  },
  {
    id: 'flux',
    name: 'Flux',
    labels: ['kustomize.toolkit.fluxcd.io/name'],
    source: ({ labels }) => named('Kustomization', labels['kustomize.toolkit.fluxcd.io/name']),
    putsBack: 'Flux restores the secret when it next reconciles.',
    change: (source) => `Change it in the repository that ${source} reads.`,
  },
  {
    id: 'argocd',
    name: 'Argo CD',
    labels: ['argocd.argoproj.io/instance'],
    isMarked: (marks) => trackedApplication(marks) !== '' || argoManagers.includes(marks.manager),
    reads: [trackingId],
    source: (marks) =>
      named('Application', trackedApplication(marks) || marks.labels['argocd.argoproj.io/instance']),
    putsBack: 'Argo CD restores the secret when it next syncs, or immediately if self-heal is on.',
    change: (source) => `Change it in the repository of ${source}.`,
  },
  {
    id: 'helm',
    name: 'Helm',
    annotations: [helm.release],
    isMarked: ({ labels }) => labels[managedBy] === 'Helm',
    reads: [helm.namespace],
    source: ({ annotations }) => named('release', annotations[helm.release]),
    putsBack: 'Helm may restore the secret with the next upgrade.',
    change: (source) => `Change the values of ${source} and upgrade it.`,
  },
  {
    id: 'managed-by',
    name: ({ labels }) => labels[managedBy] ?? '',
    isMarked: ({ labels }) => (labels[managedBy] ?? '') !== '',
    putsBack:
      'The label app.kubernetes.io/managed-by says that a tool manages the secret. It may restore it.',
    change: 'Change it in that tool.',
  },
  {
    id: 'kustomize',
    name: 'kustomize',
    isMarked: ({ name }) => kustomizeHash.test(name),
    putsBack:
      'The name looks generated by kustomize. With other values, kustomize creates a secret with another name, and workloads use that one.',
    change: 'Change the values in the kustomization and apply it.',
  },
] as const satisfies readonly Keeper[]

type KeeperId = (typeof table)[number]['id']
const keepers: readonly (Keeper & { id: KeeperId })[] = table

/** The annotations that must be kept of a Secret to determine its owner. */
export const ownerAnnotations: readonly string[] = keepers.flatMap(({ annotations = [], reads = [] }) => [
  ...annotations,
  ...reads,
])

const has = (texts: Readonly<Record<string, string>>, keys: readonly string[] = []) =>
  keys.some((key) => Object.hasOwn(texts, key))

function isKept(keeper: Keeper, marks: OwnerMarks): boolean {
  const { reference } = keeper
  const isReferenced =
    reference !== undefined &&
    marks.references.some(({ group, kind }) => group === reference.group && (reference.kind ?? kind) === kind)
  return (
    isReferenced ||
    has(marks.labels, keeper.labels) ||
    has(marks.annotations, keeper.annotations) ||
    keeper.isMarked?.(marks) === true
  )
}

const longestSource = 300

/** Keys whose absence shows quickly that a Secret has no owner, which is true for most. */
const keysOfMarks: ReadonlySet<string> = new Set(
  keepers.flatMap(({ labels = [], annotations = [] }) => [...labels, ...annotations]),
)
const keepersWithoutKeys = keepers.filter(({ isMarked }) => isMarked !== undefined)
const hasMark = (texts: Readonly<Record<string, string>>) => {
  for (const key in texts) if (keysOfMarks.has(key)) return true
  return false
}

/** What manages a Secret, by its metadata alone. `null` if only people do. */
export function ownerOf(marks: OwnerMarks): Owner | null {
  const { references, labels, annotations } = marks
  const mayBeAny = references.length > 0 || hasMark(labels) || hasMark(annotations)
  const keeper = mayBeAny
    ? keepers.find((each) => isKept(each, marks))
    : keepersWithoutKeys.find((each) => each.isMarked?.(marks) === true)
  if (keeper === undefined) return null
  const { id, name } = keeper
  return {
    keeper: id,
    name: (typeof name === 'string' ? name : name(marks)).slice(0, longestSource),
    source: (keeper.source?.(marks) ?? '').slice(0, longestSource),
  }
}

/** `Managed by External Secrets from ExternalSecret harbor`, without the source if it is unknown. */
export const ownerText = ({ name, source }: Owner): string =>
  `Managed by ${name}${source === '' ? '' : ` from ${source}`}`

/** The warning before a write to a managed secret: that a tool will restore it, which one, and where to change it. */
interface PutBack {
  title: string
  text: string
}

/** The warning before a write to a secret. `null` if nothing manages it. */
export function putBackOf(owner: Owner | null): PutBack | null {
  if (owner === null) return null
  const keeper = keepers.find(({ id }) => id === owner.keeper)
  if (keeper === undefined) return null
  const { change, putsBack } = keeper
  const instead = typeof change === 'string' ? change : change(owner.source || `what ${owner.name} reads`)
  return { title: ownerText(owner), text: `${putsBack} ${instead}` }
}

/** Whether the console manages a credential, which is then never rotated or renamed here. */
export const isKeptByConsole = ({ origin, owner }: { origin: string; owner: Owner | null }): boolean =>
  origin === 'console' || owner?.keeper === 'runai'

const named = (kind: string, name: string | undefined): string =>
  name === undefined || name === '' ? '' : `${kind} ${name}`

/** The name in an owner reference with this group. */
function referenced({ references }: OwnerMarks, group: string): string {
  const found = references.find((reference) => reference.group === group)
  return named(found?.kind ?? '', found?.name)
}

/**
 * The application in Argo CD's tracking id. Argo CD manages an object only if the id names exactly that object: a copy
 * that another tool made of it has the same id.
 */
function trackedApplication({ annotations, namespace, name }: OwnerMarks): string {
  const id = annotations[trackingId] ?? ''
  const own = `:/Secret:${namespace}/${name}`
  return id.endsWith(own) ? id.slice(0, -own.length) : ''
}
