/** What is needed to reach a cluster whose programs we started, as plain JSON. */
export interface OwnClusterAddress {
  folder: string
  server: string
  /** The authority's certificate: PEM, then base64, as a kubeconfig holds it. */
  caData: string
  adminKubeconfig: string
  adminToken: string
}
