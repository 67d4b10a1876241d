import { sandboxContext } from './sandbox.ts'

/** What a user says of a cluster. */
export interface ContextMark {
  /** A name of the user's own, empty for the kubeconfig's. */
  label: string
  /** One of the colours that the window has; empty for the usual one. */
  swatch: string
  /** Nothing is written to its cluster. */
  isReadOnly: boolean
  /** Where its secrets of cluster and department credentials stand; empty for the namespace of all clusters. */
  runaiNamespace: string
  /** The label of its namespaces that names their project; empty for the label of all clusters. */
  projectLabel: string
}

/** What makes a cluster that one: two kubeconfigs may call different clusters alike. */
export interface ClusterIdentity {
  context: string
  /** The file that defines the context; empty for the sandbox. */
  file: string
  server: string
}

/** A mark and the cluster that it was made for. */
export type ClusterMark = ContextMark & ClusterIdentity

export interface KeptMarks {
  clusterMarks: readonly ClusterMark[]
  /** Of earlier versions, which kept them by the context's name alone. */
  contextMarks: Readonly<Record<string, ContextMark>>
}

/** Why it is not sure that a mark is this cluster's. `before` is the server or file that it was made for. */
export interface MarkDoubt {
  of: 'server' | 'file' | 'name'
  before: string
  mark: ContextMark
}

export interface FoundMark {
  /** What holds now: of a mark in doubt only that nothing may be written. */
  mark: ContextMark
  /** `null` if it is sure. Until a person has answered, nothing is written. */
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

export const isSameCluster = (one: ClusterIdentity, other: ClusterIdentity): boolean =>
  one.context === other.context &&
  // There is only one sandbox.
  (one.context === sandboxContext || (one.file === other.file && isSameServer(one.server, other.server)))

/**
 * The mark of a cluster. One that was made for another server under the same name, for a file that was renamed, or by
 * an earlier version, may be another cluster's: it is in doubt, and still protects.
 */
export function markFor({ clusterMarks, contextMarks }: KeptMarks, place: ClusterIdentity): FoundMark {
  const own = clusterMarks.find((mark) => isSameCluster(mark, place))
  if (own !== undefined) return { mark: own, doubt: null }
  const { context, file, server } = place
  const byName = Object.hasOwn(contextMarks, context) ? contextMarks[context] : undefined
  // No kubeconfig has a context of this name.
  if (context === sandboxContext) return { mark: byName ?? noMark, doubt: null }
  const likely = clusterMarks.filter((mark) => mark.context === context && !isUnmarked(mark))
  const moved = likely.find((mark) => mark.file === file)
  if (moved !== undefined) return inDoubt({ of: 'server', before: moved.server, mark: moved })
  const renamed = likely.find((mark) => isSameServer(mark.server, server))
  if (renamed !== undefined) return inDoubt({ of: 'file', before: renamed.file, mark: renamed })
  if (byName === undefined || isUnmarked(byName)) return { mark: noMark, doubt: null }
  return inDoubt({ of: 'name', before: '', mark: byName })
}

/** How Run:ai is in a cluster: as its mark says, else as in all clusters. */
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
