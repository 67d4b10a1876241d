import { sandboxContext } from './sandbox.ts'

/** What a user says about a cluster. */
interface ContextMark {
  /** The user's name for it. Empty for the kubeconfig's. */
  label: string
  /** One of the window's colors. Empty for the default. */
  swatch: string
  /** Credenza writes nothing to its cluster. */
  isReadOnly: boolean
  /** The namespace with its cluster and department credentials. Empty for the namespace of all clusters. */
  runaiNamespace: string
  /** The namespace label that names a project. Empty for the label of all clusters. */
  projectLabel: string
}

/** Identifies a cluster, since two kubeconfigs may use one name for different clusters. */
export interface ClusterIdentity {
  context: string
  /** The file that defines the context. Empty for the sandbox. */
  file: string
  server: string
}

/** A mark and the cluster that it was made for. */
export type ClusterMark = ContextMark & ClusterIdentity

export interface KeptMarks {
  clusterMarks: readonly ClusterMark[]
  /** The marks of earlier versions, which stored them by context name alone. */
  contextMarks: Readonly<Record<string, ContextMark>>
}

/** Why it is uncertain that a mark belongs to this cluster. `before` is the server or file that it was made for. */
interface MarkDoubt {
  of: 'server' | 'file' | 'name'
  before: string
  mark: ContextMark
}

export interface FoundMark {
  /** The mark that applies. While it is in doubt, it only prevents writes. */
  mark: ContextMark
  /** `null` if it is certain. Until a person has answered, nothing is written. */
  doubt: MarkDoubt | null
}

export const noMark: ContextMark = {
  label: '',
  swatch: '',
  isReadOnly: false,
  runaiNamespace: '',
  projectLabel: '',
}

export const isUnmarked = ({
  label,
  swatch,
  isReadOnly,
  runaiNamespace,
  projectLabel,
}: ContextMark): boolean =>
  label === '' && swatch === '' && !isReadOnly && runaiNamespace === '' && projectLabel === ''

/** The same text for the same cluster, and a different one for any other. */
export const clusterText = ({ context, file, server }: ClusterIdentity): string =>
  JSON.stringify(context === sandboxContext ? [context] : [context, file, addressOf(server)])

export const isSameCluster = (one: ClusterIdentity, other: ClusterIdentity): boolean =>
  one.context === other.context &&
  // There is only one sandbox.
  (one.context === sandboxContext || (one.file === other.file && isSameServer(one.server, other.server)))

/**
 * The mark of a cluster. A mark is in doubt, but still protects, if it was made for another server with the same name,
 * for a file that was renamed, or by an earlier version: it may be another cluster's.
 */
export function markFor({ clusterMarks, contextMarks }: KeptMarks, place: ClusterIdentity): FoundMark {
  const own = clusterMarks.find((mark) => isSameCluster(mark, place))
  if (own !== undefined) return { mark: own, doubt: null }
  const { context, file, server } = place
  const byName = Object.hasOwn(contextMarks, context) ? contextMarks[context] : undefined
  // No kubeconfig has a context with this name.
  if (context === sandboxContext) return { mark: byName ?? noMark, doubt: null }
  const likely = clusterMarks.filter((mark) => mark.context === context && !isUnmarked(mark))
  const moved = likely.find((mark) => mark.file === file)
  if (moved !== undefined) return inDoubt({ of: 'server', before: moved.server, mark: moved })
  const renamed = likely.find((mark) => isSameServer(mark.server, server))
  if (renamed !== undefined) return inDoubt({ of: 'file', before: renamed.file, mark: renamed })
  if (byName === undefined || isUnmarked(byName)) return { mark: noMark, doubt: null }
  return inDoubt({ of: 'name', before: '', mark: byName })
}

/** Where Run:ai is in a cluster, according to its mark or the default for all clusters. */
export function runaiPlace(
  settings: KeptMarks & Pick<ContextMark, 'runaiNamespace' | 'projectLabel'>,
  place: ClusterIdentity,
): Pick<ContextMark, 'runaiNamespace' | 'projectLabel'> {
  const { mark } = markFor(settings, place)
  return {
    runaiNamespace: mark.runaiNamespace || settings.runaiNamespace,
    projectLabel: mark.projectLabel || settings.projectLabel,
  }
}

const inDoubt = (doubt: MarkDoubt): FoundMark => ({
  mark: { ...noMark, isReadOnly: doubt.mark.isReadOnly },
  doubt,
})

function isSameServer(one: string, other: string): boolean {
  return addressOf(one) === addressOf(other)
}

function addressOf(server: string): string {
  return URL.canParse(server) ? new URL(server).href.replace(/\/$/, '') : server
}
