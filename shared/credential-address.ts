import { isNamespaceName, kubernetesNameProblem } from './kubernetes-name.ts'

/** The address of a credential in its cluster: the namespace and Kubernetes name of its secret. */
export interface CredentialAddress {
  namespace: string
  name: string
}

/** A credential that the command line asked for. `context` is `null` for the open one. */
export interface AskedCredential extends CredentialAddress {
  context: string | null
}

/** Parses `NAMESPACE/NAME`. `null` for names that Kubernetes doesn't allow. */
export function readCredentialAddress(text: string): CredentialAddress | null {
  const [namespace = '', name = '', ...more] = text.split('/')
  if (more.length > 0 || !isNamespaceName(namespace) || kubernetesNameProblem(name) !== null) return null
  return { namespace, name }
}
