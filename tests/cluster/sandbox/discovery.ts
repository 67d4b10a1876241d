/**
 * The discovery that kubectl needs for the core group. Credenza doesn't. For groups of custom resources the sandbox has
 * its own.
 */
export function discover(path: string): object | null {
  return answers[path.split('?')[0]?.replace(/\/$/, '') ?? ''] ?? null
}

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'watch']
const resource = (name: string, kind: string, namespaced = true) => ({
  name,
  singularName: '',
  namespaced,
  kind,
  verbs,
})

const answers: Readonly<Record<string, object>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] },
  '/api/v1': {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: [
      { ...resource('namespaces', 'Namespace', false), shortNames: ['ns'] },
      { ...resource('configmaps', 'ConfigMap'), shortNames: ['cm'] },
      { ...resource('events', 'Event'), shortNames: ['ev'] },
      { ...resource('pods', 'Pod'), shortNames: ['po'] },
      resource('secrets', 'Secret'),
      { ...resource('serviceaccounts', 'ServiceAccount'), shortNames: ['sa'] },
    ],
  },
}
