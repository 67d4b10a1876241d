/** How to reach a cluster that we started, as plain JSON. */
export interface OwnClusterAddress {
  folder: string
  server: string
  /** The authority's certificate: PEM in base64, as in a kubeconfig. */
  caData: string
  adminKubeconfig: string
  adminToken: string
}
