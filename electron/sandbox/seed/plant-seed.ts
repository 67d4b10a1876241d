import { defaultProjectLabel, departmentKeys } from '../../../shared/runai.ts'
import { usualSandboxVersion, type SandboxVersion } from '../../../shared/sandbox.ts'
import { createUid, generateName } from '../api/cluster.ts'
import { withMetadata } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { StorageContent } from '../storage/storage.ts'
import { company } from './company.ts'
import type { Company, SeedCredential } from './company.ts'
import { kinds, makeObject } from './seed-objects.ts'
import type { Planting } from './seed-objects.ts'
import { isPlanted, plantCopies, plantCredential, plantSecret, plantUnused } from './seed-secrets.ts'
import { plantPods } from './seed-pods.ts'
import { plantOrganization } from './seed-organization.ts'
import { createKeyFinder, plantAccount, plantConfigMap, plantDefaultAccount } from './seed-users.ts'

/** The initial content of a sandbox: the demo company, or an empty cluster. */
export type Seed = 'company' | 'empty'

interface PlantRequest {
  /** The time from which the company's days are counted back. */
  now: number
  random: () => number
  /** The created objects get versions after this one. */
  revision: number
  /** The Run:ai version of the company's cluster. */
  version?: SandboxVersion
}

const empty: Company = {
  namespaces: ['default', 'kube-public', 'kube-system'].map((name) => ({ name, made: 0 })),
  departments: [],
  projects: [],
  credentials: [],
  unused: [],
  secrets: [],
  configMaps: [],
  serviceAccounts: [],
  pods: [],
  workloads: [],
}

/** Creates the objects of a seed, with times relative to now. */
export function plantSeed(
  seed: Seed,
  { now, random, revision, version = usualSandboxVersion }: PlantRequest,
): StorageContent {
  const from = seed === 'company' ? company : empty
  const departmentIds = new Map(from.departments.map(({ name, id }) => [name, id]))
  const content = plant(from, { now, createUid: () => createUid(random), version, departmentIds }, random)
  return withRevisions(content, revision)
}

type Objects = StorageContent['objects']

function plant(from: Company, planting: Planting, random: () => number): Objects {
  const spaces = [
    ...from.namespaces.map(({ name, made }) => ({ name, made, labels: null })),
    ...from.projects.map(({ name, made }) => ({
      name: `runai-${name}`,
      made,
      labels: { ...departmentLabels(from, name), [defaultProjectLabel]: name },
    })),
  ]
  const namespaces = spaces.map(({ name, made, labels }) =>
    makeObject(
      {
        resource: kinds.namespaces,
        metadata: { name, ...(labels === null ? {} : { labels }) },
        made,
        tool: labels === null ? 'kube-apiserver' : 'runai-cluster-sync',
      },
      planting,
    ),
  )
  const isCompany = from.projects.length > 0
  const defaults = (isCompany ? namespaces : []).map((namespace, index) => {
    const tokenSuffix = generateName({ random }, '')
    return plantDefaultAccount(namespace, { made: spaces[index]?.made ?? 0, tokenSuffix }, planting)
  })
  const planted = from.credentials
    .filter((credential) => isPlanted(credential, planting))
    .map((credential) => ({ credential, original: plantCredential(credential, planting) }))
  const secrets = [
    ...planted.map(({ original }) => original),
    ...planted.flatMap((each) => plantCopies(each, reachedBy(from, each.credential), planting)),
    ...from.unused
      .filter((unused) => isPlanted(unused, planting))
      .map((unused) => plantUnused(unused, planting)),
    ...from.secrets.map((secret) => plantSecret(secret, planting)),
    ...defaults.map(({ token }) => token),
  ]
  const keyOf = createKeyFinder(secrets)
  return {
    namespaces,
    secrets,
    serviceaccounts: [
      ...defaults.map(({ account }) => account),
      ...from.serviceAccounts.map((account) => plantAccount(account, planting)),
    ],
    configmaps: from.configMaps.map((map) => plantConfigMap(map, secrets, planting)),
    ...plantPods(from, keyOf, planting),
    ...plantOrganization(from, planting),
  }
}

/** Run:ai labels a project's namespace with its department. */
function departmentLabels({ departments }: Company, project: string): Record<string, string> {
  const found = departments.find(({ projects }) => projects.includes(project))
  return found === undefined ? {} : { [departmentKeys.id]: found.id, [departmentKeys.name]: found.name }
}

/** The projects in which a credential is available. */
function reachedBy({ departments, projects }: Company, { scope, of }: SeedCredential): string[] {
  if (scope === 'department') return departments.find(({ name }) => name === of)?.projects ?? []
  return scope === 'project' ? [] : projects.map(({ name }) => name)
}

/** Gives every object a version in the order of creation. */
function withRevisions(objects: Objects, revision: number): StorageContent {
  const all = Object.values(objects).flat()
  const oldestFirst = all.toSorted((a, b) => (madeAt(a) < madeAt(b) ? -1 : 1))
  const revisions = new Map(oldestFirst.map((object, index) => [object, revision + index + 1]))
  const versioned = (some: readonly KubeObject[]) =>
    some.map((object) => withMetadata(object, { resourceVersion: String(revisions.get(object) ?? revision) }))
  return {
    revision: revision + all.length,
    objects: Object.fromEntries(
      Object.entries(objects).map(([name, some]) => [name, versioned(some)]),
    ) as unknown as Objects,
  }
}

const madeAt = ({ metadata }: KubeObject) => metadata.creationTimestamp ?? ''
