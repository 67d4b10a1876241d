import { dirname, resolve as absolute } from 'node:path'
import type { ContextSummary } from '../../../shared/contract/contexts.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import type { Failure, KubeconfigPlace } from '../../../shared/failure.ts'
import { createContextResolver } from './context-resolver.ts'
import type { Defined, MergedKubeconfig } from './context-resolver.ts'
import { readKubeconfigDocument } from './kubeconfig-document.ts'
import type { KubeconfigDocument } from './kubeconfig-document.ts'
import { placesOf, readKubeconfigFile } from './kubeconfig-files.ts'
import type { PlacesRequest } from './kubeconfig-files.ts'
import type { ResolvedContext } from './resolved-context.ts'
import { protectionOf } from './what-may-travel.ts'
import { shownAddress, shownNames } from './without-logins.ts'

type KubeconfigRequest = PlacesRequest

/** The kubeconfig as kubectl would merge it from all readable files. */
export interface Kubeconfig {
  places: KubeconfigPlace[]
  /** Problems with files; the other files still work. `kubeconfig-missing` if there is no file at all. */
  failures: Failure[]
  contexts: ContextSummary[]
  currentContext: string | null
  /** The file that sets the current context, empty for none. */
  currentContextFile: string
  /** The name under which a context is shown, which differs if the name contains an address with a login. */
  shownName: (context: string) => string
  /**
   * What a connection needs, by the shown name or the name in the file; only the connection reads the files it refers
   * to. Throws `context-unknown`, `context-dangling`, `context-unusable` or `sign-in-unsupported`.
   */
  resolve: (name: string) => ResolvedContext
}

/** Reads the files that kubectl would read. Never throws: problems are in `failures`. */
export async function readKubeconfig(request: KubeconfigRequest): Promise<Kubeconfig> {
  const read = await Promise.all((await placesOf(request)).map(readPlace))
  const places = read.map(({ place }) => place)
  const failures = read.map(({ failure }) => failure).filter((failure) => failure !== null)
  const isMissing = places.every(({ found }) => found === 'missing')
  const asWritten = merge(read)
  const { merged, shownContext } = withShownNames(asWritten)
  const resolveShown = createContextResolver(merged, request.environment)
  const resolve = (name: string) => resolveShown(shownContext(name))
  return {
    places,
    failures: isMissing ? [failed('kubeconfig-missing', { places }).failure] : failures,
    contexts: [...merged.contexts].map(([name, context]) => summary(name, context, merged, resolve)),
    currentContext: merged.currentContext === '' ? null : merged.currentContext,
    currentContextFile: merged.currentContextFile,
    shownName: shownContext,
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

/** Replaces names with their shown forms: a name can contain an address with a login. */
function withShownNames({ clusters, users, contexts, ...current }: MergedKubeconfig): {
  merged: MergedKubeconfig
  shownContext: (name: string) => string
} {
  const written = [...contexts.values()].map(({ value }) => value)
  const shownCluster = namesOf([...clusters.keys(), ...written.map(({ cluster }) => cluster ?? '')])
  const shownUser = namesOf([...users.keys(), ...written.map(({ user }) => user ?? '')])
  const shownContext = namesOf([...contexts.keys()])
  const renamed = <T>(entries: Map<string, Defined<T>>, shown: Shown): Map<string, Defined<T>> =>
    new Map([...entries].map(([name, entry]) => [shown(name), entry]))
  const named = [...renamed(contexts, shownContext)].map(([name, { value, ...place }]) => {
    const { cluster, user } = value
    const shown = { cluster: shownCluster(cluster ?? ''), user: shownUser(user ?? '') }
    return [name, { ...place, value: { ...value, ...shown } }] as const
  })
  return {
    merged: {
      ...current,
      currentContext: shownContext(current.currentContext),
      clusters: renamed(clusters, shownCluster),
      users: renamed(users, shownUser),
      contexts: new Map(named),
    },
    shownContext,
  }
}

type Shown = (name: string) => string

/** The shown forms of names. A name that isn't in `written` never gets the shown form of one that is. */
function namesOf(written: readonly string[]): Shown {
  const names = shownNames(written)
  const shown = new Set(names.values())
  return (name) => {
    if (name === '') return ''
    return names.get(name) ?? (shown.has(name) ? name : (shownNames([...written, name]).get(name) ?? ''))
  }
}

function summary(
  name: string,
  { value, file }: MergedKubeconfig['contexts'] extends Map<string, infer V> ? V : never,
  merged: MergedKubeconfig,
  resolve: (name: string) => ResolvedContext,
): ContextSummary {
  const cluster = value.cluster ?? ''
  let problem: Failure | null = null
  let resolved: ResolvedContext | null = null
  try {
    resolved = resolve(name)
  } catch (error) {
    problem = failureOf(error)
    if (problem === null) throw error
  }
  return {
    name,
    cluster,
    server: shownAddress(resolved?.server ?? merged.clusters.get(cluster)?.value.server ?? ''),
    user: value.user ?? '',
    namespace: value.namespace || 'default',
    file,
    protection: resolved === null ? null : protectionOf(resolved),
    problem,
  }
}
