import * as z from 'zod/mini'
import { credentialTypes } from '../../../shared/credential-types/credential-types.ts'
import { scopeKinds } from '../../../shared/runai.ts'
import { sandboxVersions } from '../../../shared/sandbox.ts'
import companyData from '../../../resources/sandbox/company.json' with { type: 'json' }

const Texts = z.record(z.string(), z.string())
/** Days before the sandbox's first start. */
const DaysAgo = z.number()

const Common = z.object({
  type: z.enum(credentialTypes),
  /** The id of a format, if its type has several. */
  format: z.optional(z.string()),
  scope: z.enum(scopeKinds),
  /** The project, or the department's name. */
  of: z.optional(z.string()),
  /** The first version of Run:ai that has it; by default all versions do. */
  since: z.optional(z.enum(sandboxVersions)),
  made: DaysAgo,
  /** Of a registry. */
  url: z.optional(z.string()),
  /** What created the secret, if not the wizard. */
  tool: z.optional(z.string()),
  secretType: z.optional(z.string()),
  data: z.optional(Texts),
  immutable: z.optional(z.boolean()),
})

const Credential = z.extend(Common, {
  name: z.string(),
  description: z.optional(z.string()),
  /** Unknown for credentials managed by the console. */
  by: z.optional(z.string()),
  rotated: z.optional(DaysAgo),
  /** Days until its value expires; negative if it has expired. */
  expires: z.optional(z.number()),
  /** The Kubernetes name of a claimed secret, and when it was claimed. */
  secret: z.optional(z.string()),
  claimed: z.optional(DaysAgo),
  /** Managed by the console. */
  console: z.optional(z.boolean()),
  /** Labels that differ from those of its scope; `null` for a missing one. */
  labels: z.optional(z.record(z.string(), z.nullable(z.string()))),
  annotations: z.optional(Texts),
  isDeleting: z.optional(z.boolean()),
  /** Run:ai copies it to its projects' namespaces, except to some; some of the copies differ. */
  copies: z.optional(z.object({ leftOut: z.array(z.string()), differing: z.array(z.string()) })),
})
export type SeedCredential = z.output<typeof Credential>

const Unused = z.extend(Common, {
  secret: z.string(),
  /** The version whose documentation its creator followed, if not the one installed. */
  labelledFor: z.optional(z.string()),
})
export type SeedUnused = z.output<typeof Unused>

const OtherSecret = z.object({
  namespace: z.string(),
  name: z.string(),
  type: z.string(),
  made: DaysAgo,
  tool: z.string(),
  data: Texts,
  labels: z.optional(Texts),
  annotations: z.optional(Texts),
  immutable: z.optional(z.boolean()),
})
export type SeedSecret = z.output<typeof OtherSecret>

const ServiceAccount = z.object({
  namespace: z.string(),
  name: z.string(),
  made: DaysAgo,
  secrets: z.optional(z.array(z.string())),
  imagePullSecrets: z.optional(z.array(z.string())),
})
export type SeedAccount = z.output<typeof ServiceAccount>

const ConfigMap = z.object({
  namespace: z.string(),
  name: z.string(),
  made: DaysAgo,
  tool: z.string(),
  /** `{{secret/key}}` is replaced with the value of a secret in its namespace. */
  data: Texts,
})
export type SeedConfigMap = z.output<typeof ConfigMap>

/** An object of a kind that the cluster may not serve. */
const Owner = z.object({ apiVersion: z.string(), kind: z.string(), name: z.string() })
/** An image that can't be pulled: the registry's message, and minutes since the last attempt. */
const Failing = z.object({ said: z.string(), minutes: z.number() })

const Pod = z.object({
  namespace: z.string(),
  name: z.string(),
  made: DaysAgo,
  image: z.string(),
  owner: z.optional(Owner),
  failing: z.optional(Failing),
  serviceAccount: z.optional(z.string()),
  /** Names of Secrets, by how the pod uses them. */
  imagePullSecrets: z.optional(z.array(z.string())),
  env: z.optional(z.array(z.string())),
  envFrom: z.optional(z.array(z.string())),
  volumes: z.optional(z.array(z.string())),
})
export type SeedPod = z.output<typeof Pod>

/** A kind that creates pods, and their number. */
const Workload = z.extend(Pod, {
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']),
  pods: z.number(),
})
export type SeedWorkload = z.output<typeof Workload>

const Company = z.object({
  namespaces: z.array(z.object({ name: z.string(), made: DaysAgo })),
  departments: z.array(z.object({ name: z.string(), id: z.string(), projects: z.array(z.string()) })),
  projects: z.array(z.object({ name: z.string(), made: DaysAgo })),
  credentials: z.array(Credential),
  unused: z.array(Unused),
  secrets: z.array(OtherSecret),
  configMaps: z.array(ConfigMap),
  serviceAccounts: z.array(ServiceAccount),
  pods: z.array(Pod),
  workloads: z.array(Workload),
})

/** The demo company: the cluster's content when the sandbox is first opened. */
export const company = Company.parse(companyData)
export type Company = typeof company
