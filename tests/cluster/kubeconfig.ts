import type { IssuedCertificate } from './certificates.ts'

/** The content of a kubeconfig for one cluster and one user. */
interface KubeconfigParts {
  /** Name of the context, the cluster and the user. */
  name: string
  server: string
  /** The authority's certificate as PEM. Without one the system's authorities are used. */
  ca?: string
  user: IssuedCertificate | { token: string } | Record<string, unknown>
  namespace?: string
}

/** A kubeconfig as JSON, which is valid YAML. */
export function kubeconfigText({ name, server, ca, user, namespace }: KubeconfigParts): string {
  const cluster = { server, ...(ca ? { 'certificate-authority-data': base64(ca) } : {}) }
  const credentials =
    'certificate' in user && typeof user.certificate === 'string'
      ? { 'client-certificate-data': base64(user.certificate), 'client-key-data': base64(String(user.key)) }
      : user
  const context = { cluster: name, user: name, ...(namespace ? { namespace } : {}) }
  return JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name, cluster }],
      users: [{ name, user: credentials }],
      contexts: [{ name, context }],
      'current-context': name,
    },
    null,
    2,
  )
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
