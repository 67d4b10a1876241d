import { isNamespaceName, kubernetesNameProblem } from './kubernetes-name.ts'

/** What names a credential in its cluster: the namespace and the Kubernetes name of its secret. */
export interface CredentialAddress {
  namespace: string
  name: string
}

/** A credential that was requested on the command line; `context` is `null` for the one that is open. */
export interface AskedCredential extends CredentialAddress {
  context: string | null
}

/** Reads `NAMESPACE/NAME`; `null` for what Kubernetes does not allow. */
export function readCredentialAddress(text: string): CredentialAddress | null {
  const [namespace = '', name = '', ...more] = text.split('/')
  if (more.length > 0 || !isNamespaceName(namespace) || kubernetesNameProblem(name) !== null) return null
  return { namespace, name }
}
