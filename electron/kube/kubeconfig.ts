import { dirname, resolve as absolute } from 'node:path'
import type { ContextSummary } from '../../shared/contract/contexts.ts'
import { failed, failureOf } from '../../shared/failure.ts'
import type { Failure, KubeconfigPlace } from '../../shared/failure.ts'
import { createContextResolver } from './context-resolver.ts'
import type { Defined, MergedKubeconfig } from './context-resolver.ts'
import { readKubeconfigDocument } from './kubeconfig-document.ts'
import type { KubeconfigDocument } from './kubeconfig-document.ts'
import { placesOf, readKubeconfigFile } from './kubeconfig-files.ts'
import type { PlacesRequest } from './kubeconfig-files.ts'
import type { ResolvedContext } from './resolved-context.ts'

export type KubeconfigRequest = PlacesRequest

/** The kubeconfig as kubectl would merge it, of all files that could be read. */
export interface Kubeconfig {
  places: KubeconfigPlace[]
  /** What is wrong with files: the others go on working. `kubeconfig-missing` where there is none at all. */
  failures: Failure[]
  contexts: ContextSummary[]
  currentContext: string | null
  /** The file that names the current context, empty for none. */
  currentContextFile: string
  /**
   * What a connection needs; files that it names are read only by the connection. Throws `context-unknown`,
   * `context-dangling`, `context-unusable` or `sign-in-unsupported`.
   */
  resolve: (name: string) => ResolvedContext
}

/** Reads the files that kubectl would read. Never throws: what is wrong stands in `failures`. */
export async function readKubeconfig(request: KubeconfigRequest): Promise<Kubeconfig> {
  const read = await Promise.all(placesOf(request).map(readPlace))
  const places = read.map(({ place }) => place)
  const failures = read.map(({ failure }) => failure).filter((failure) => failure !== null)
  const isMissing = places.every(({ found }) => found === 'missing')
  const merged = merge(read)
  const resolve = createContextResolver(merged, request.environment)
  return {
    places,
    failures: isMissing ? [failed('kubeconfig-missing', { places }).failure] : failures,
    contexts: [...merged.contexts].map(([name, context]) => summary(name, context, merged, resolve)),
    currentContext: merged.currentContext === '' ? null : merged.currentContext,
    currentContextFile: merged.currentContextFile,
    resolve,
  }
}

interface ReadPlace {
  place: KubeconfigPlace
  document: KubeconfigDocument | null
  failure: Failure | null
}

async function readPlace({ source, path }: Pick<KubeconfigPlace, 'source' | 'path'>): Promise<ReadPlace> {
  try {
    const content = await readKubeconfigFile(path)
    if (content === null) return { place: { source, path, found: 'missing' }, document: null, failure: null }
    const document = readKubeconfigDocument(content, path)
    return { place: { source, path, found: 'read' }, document, failure: null }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { place: { source, path, found: 'failed' }, document: null, failure }
  }
}

/** The first file that defines a name wins, entry by entry. */
function merge(read: readonly ReadPlace[]): MergedKubeconfig {
  const merged: MergedKubeconfig = {
    currentContext: '',
    currentContextFile: '',
    clusters: new Map(),
    users: new Map(),
    contexts: new Map(),
  }
  for (const { place, document } of read) {
    if (document === null) continue
    const file = absolute(place.path)
    if (merged.currentContext === '' && document.currentContext !== '') {
      merged.currentContext = document.currentContext
      merged.currentContextFile = file
    }
    const add = <T>(to: Map<string, Defined<T>>, from: Map<string, T>) => {
      for (const [name, value] of from) {
        if (!to.has(name)) to.set(name, { value, file, folder: dirname(file) })
      }
    }
    add(merged.clusters, document.clusters)
    add(merged.users, document.users)
    add(merged.contexts, document.contexts)
  }
  return merged
}

function summary(
  name: string,
  { value, file }: MergedKubeconfig['contexts'] extends Map<string, infer V> ? V : never,
  merged: MergedKubeconfig,
  resolve: (name: string) => ResolvedContext,
): ContextSummary {
  const cluster = value.cluster ?? ''
  let problem: Failure | null = null
  try {
    resolve(name)
  } catch (error) {
    problem = failureOf(error)
    if (problem === null) throw error
  }
  return {
    name,
    cluster,
    // Without a user that someone may have written into it.
    server: (merged.clusters.get(cluster)?.value.server ?? '').replace(/\/\/[^/]*@/, '//'),
    user: value.user ?? '',
    namespace: value.namespace || 'default',
    file,
    problem,
  }
}
