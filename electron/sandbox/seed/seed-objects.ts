import type { SandboxVersion } from '../../../shared/sandbox.ts'
import { apiTime } from '../objects/api-time.ts'
import { configMaps } from '../objects/config-maps.ts'
import { eventsResource } from '../objects/events.ts'
import { withManagedFields } from '../objects/managed-fields.ts'
import { withMetadata } from '../objects/kube-object.ts'
import type { JsonObject, KubeObject, Metadata } from '../objects/kube-object.ts'
import { namespaces } from '../objects/namespaces.ts'
import { pods } from '../objects/pods.ts'
import type { Resource } from '../objects/resource.ts'
import { secretsResource } from '../objects/secrets.ts'
import { serviceAccounts } from '../objects/service-accounts.ts'

/** The tool that creates pods and service accounts. */
export const controller = 'kube-controller-manager'

/** References to objects in the same namespace. */
export const references = (names: readonly string[]) => names.map((name) => ({ name }))

/** An object of the seed, as a tool would have created it. */
interface Wanted {
  resource: Resource
  metadata: Metadata
  /** The fields besides metadata. */
  content?: object
  /** Days before now. */
  made: number
  tool: string
}

export interface Planting {
  now: number
  createUid: () => string
  version: SandboxVersion
  /** By department name. */
  departmentIds: ReadonlyMap<string, string>
}

const dayMilliseconds = 24 * 60 * 60 * 1000

/** The time a number of days before now, in milliseconds since 1970. */
export const daysBefore = (now: number, days: number): number => now - days * dayMilliseconds

/** Creates an object as if it had been created at that time. */
export function makeObject(
  { resource, metadata, content = {}, made, tool }: Wanted,
  planting: Planting,
): KubeObject {
  const instant = daysBefore(planting.now, made)
  const body = { ...resource.blank, ...content, metadata: { creationTimestamp: null, ...metadata } }
  const read = resource.bare(resource.read(body as unknown as JsonObject))
  const manager = { name: tool, apiVersion: resource.apiVersion ?? 'v1', now: instant }
  const managed = resource.prepareCreate(withManagedFields(resource.blank, read, manager))
  return withMetadata(managed, { uid: planting.createUid(), creationTimestamp: apiTime(instant) })
}

/** The same object after annotations were added to it. */
export function annotate(
  object: KubeObject,
  annotations: Readonly<Record<string, string>>,
  by: { tool: string; at: number },
): KubeObject {
  const merged = { ...object.metadata.annotations, ...annotations }
  const sorted = Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)))
  const next = withMetadata(object, { annotations: sorted })
  return withManagedFields(object, next, { name: by.tool, apiVersion: 'v1', now: by.at })
}

export const kinds = {
  ...{ namespaces, pods, serviceAccounts, configMaps },
  secrets: secretsResource,
  events: eventsResource,
}

/** Encodes values for a Secret's data. */
export const encoded = (data: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, Buffer.from(value, 'utf8').toString('base64')]),
  )
