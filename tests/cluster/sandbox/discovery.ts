/**
 * What kubectl asks before it asks for anything of the core: which kinds there are. Credenza knows them and asks nothing.
 * Groups of custom resources the sandbox tells itself.
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
