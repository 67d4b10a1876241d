import { sandboxContext } from '../../../shared/sandbox.ts'
import type { ResolvedContext } from '../../kube/kubeconfig/resolved-context.ts'

/** The embedded cluster as a context. It isn't in any kubeconfig. */
export const sandboxContextAt = (server: string): ResolvedContext => ({
  name: sandboxContext,
  cluster: 'sandbox',
  user: 'sandbox-admin',
  file: '',
  userFile: '',
  namespace: 'default',
  server,
  tlsServerName: '',
  skipsVerification: false,
  authority: null,
  clientCertificate: null,
  proxy: '',
  signIn: { kind: 'none' },
  impersonation: null,
  environment: {},
})
