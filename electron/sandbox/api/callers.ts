/** A rule of RBAC, in Kubernetes' terms. */
export interface PolicyRule {
  verbs: readonly string[]
  apiGroups: readonly string[]
  resources: readonly string[]
  /** All names if absent. */
  resourceNames?: readonly string[]
}

/** A rule about a path that is not an object, such as the version. */
interface PathRule {
  verbs: readonly string[]
  nonResourceURLs: readonly string[]
}

/** A user of the cluster, with permissions. */
export interface Caller {
  user: string
  /** In every namespace, and for cluster-scoped objects. */
  clusterRules: readonly PolicyRule[]
  /** In single namespaces, by name. */
  namespaceRules: Readonly<Record<string, readonly PolicyRule[]>>
  pathRules: readonly PathRule[]
}

/** An access to an object, or to all objects of a kind. */
export interface ResourceAccess {
  verb: string
  group: string
  resource: string
  /** Empty for the object itself. */
  subresource: string
  /** Empty for cluster-scoped resources and for all namespaces. A namespace counts as inside itself. */
  namespace: string
  name: string
}

interface PathAccess {
  verb: string
  path: string
}

/** A user who may do everything, or only read all objects. */
export function createAdministrator(user: string, isReadOnly: boolean): Caller {
  const verbs = isReadOnly ? ['get', 'list', 'watch'] : ['*']
  return {
    user,
    clusterRules: [{ verbs, apiGroups: ['*'], resources: ['*'] }],
    namespaceRules: {},
    pathRules: isReadOnly ? [] : [{ verbs: ['*'], nonResourceURLs: ['*'] }],
  }
}

/** The permissions of every user. */
const commonRules: readonly PolicyRule[] = [
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
]

const publicPaths = ['/healthz', '/livez', '/readyz', '/version', '/version/']
export const commonPathRules: readonly PathRule[] = [
  {
    verbs: ['get'],
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
      '/version/',
    ],
  },
  { verbs: ['get'], nonResourceURLs: publicPaths },
]

/** The rules that apply in a namespace; for an empty name, those that apply everywhere. */
export function rulesIn(caller: Caller, namespace: string): readonly PolicyRule[] {
  const own = Object.hasOwn(caller.namespaceRules, namespace) ? caller.namespaceRules[namespace] : undefined
  return [...caller.clusterRules, ...commonRules, ...(own ?? [])]
}

/** Whether a caller has access to objects. */
export const mayAccess = (caller: Caller, access: ResourceAccess): boolean =>
  rulesIn(caller, access.namespace).some((rule) => allows(rule, access))

/** Whether a caller may request a path that isn't an object. */
export const mayAccessPath = (caller: Caller, { verb, path }: PathAccess): boolean =>
  [...caller.pathRules, ...commonPathRules].some(
    ({ verbs, nonResourceURLs }) =>
      hasOrAny(verbs, verb) && nonResourceURLs.some((pattern) => coversPath(pattern, path)),
  )

function allows(rule: PolicyRule, { verb, group, resource, subresource, name }: ResourceAccess): boolean {
  const what = subresource === '' ? resource : `${resource}/${subresource}`
  const { verbs, apiGroups, resources, resourceNames } = rule
  return (
    hasOrAny(verbs, verb) &&
    hasOrAny(apiGroups, group) &&
    (hasOrAny(resources, what) || (subresource !== '' && resources.includes(`*/${subresource}`))) &&
    (resourceNames === undefined || resourceNames.length === 0 || resourceNames.includes(name))
  )
}

const hasOrAny = (list: readonly string[], wanted: string) => list.includes('*') || list.includes(wanted)

const coversPath = (pattern: string, path: string) =>
  pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)))
