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
  /** The id of a format, where its type has several. */
  format: z.optional(z.string()),
  scope: z.enum(scopeKinds),
  /** The project, or the department's name. */
  of: z.optional(z.string()),
  /** The version of Run:ai that has it first; by default all have it. */
  since: z.optional(z.enum(sandboxVersions)),
  made: DaysAgo,
  /** Of a registry. */
  url: z.optional(z.string()),
  /** Who made the secret, if it was not the wizard. */
  tool: z.optional(z.string()),
  secretType: z.optional(z.string()),
  data: z.optional(Texts),
  immutable: z.optional(z.boolean()),
})

const Credential = z.extend(Common, {
  name: z.string(),
  description: z.optional(z.string()),
  /** No one is known for what the console keeps. */
  by: z.optional(z.string()),
  rotated: z.optional(DaysAgo),
  /** In how many days its value expires; less than none for one that has. */
  expires: z.optional(z.number()),
  /** The Kubernetes name of one that was claimed, and when that was. */
  secret: z.optional(z.string()),
  claimed: z.optional(DaysAgo),
  /** Kept by the console. */
  console: z.optional(z.boolean()),
  /** Labels that differ from those of its scope: `null` for one that is missing. */
  labels: z.optional(z.record(z.string(), z.nullable(z.string()))),
  annotations: z.optional(Texts),
  isDeleting: z.optional(z.boolean()),
  /** Run:ai repeats it in the namespaces of its projects, but for some; some of the copies are not like it. */
  copies: z.optional(z.object({ leftOut: z.array(z.string()), differing: z.array(z.string()) })),
})
export type SeedCredential = z.output<typeof Credential>

const Unused = z.extend(Common, {
  secret: z.string(),
  /** The version whose documentation its maker followed, if it was not the one that runs. */
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
  /** `{{secret/key}}` in it is the value of a secret of its namespace. */
  data: Texts,
})
export type SeedConfigMap = z.output<typeof ConfigMap>

/** An object that the cluster need not serve. */
const Owner = z.object({ apiVersion: z.string(), kind: z.string(), name: z.string() })
/** An image that can't be pulled: what the registry says, and minutes since it was tried last. */
const Failing = z.object({ said: z.string(), minutes: z.number() })

const Pod = z.object({
  namespace: z.string(),
  name: z.string(),
  made: DaysAgo,
  image: z.string(),
  owner: z.optional(Owner),
  failing: z.optional(Failing),
  serviceAccount: z.optional(z.string()),
  /** Names of Secrets, by the way in which the pod uses them. */
  imagePullSecrets: z.optional(z.array(z.string())),
  env: z.optional(z.array(z.string())),
  envFrom: z.optional(z.array(z.string())),
  volumes: z.optional(z.array(z.string())),
})
export type SeedPod = z.output<typeof Pod>

/** What makes pods, with so many of them. */
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

/** The demo company: what is in its cluster when the sandbox is opened for the first time. */
export const company = Company.parse(companyData)
export type Company = typeof company
