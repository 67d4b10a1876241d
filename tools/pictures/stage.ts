import type { Application } from '../../tests/e2e/application.ts'
import type { Cluster } from '../../tests/cluster/cluster.ts'
import type { UserRules } from '../../tests/cluster/users.ts'
import type { FaultyProxy } from '../../tests/cluster/faulty-proxy.ts'

/** The running application of a scene, its cluster, and the proxy between them. */
export interface Stage extends Application {
  proxy: FaultyProxy
  cluster: Cluster
}

/** One state of the application and how to get there. */
export interface Scene {
  name: string
  size?: { width: number; height: number }
  /** Taken while the cluster has unused secrets only. */
  isBeforeClaims?: boolean
  /** What the demo's administrator may do; else read and write all secrets. */
  rules?: UserRules
  /** What the cluster's proxy does from the start. */
  treat?: (proxy: FaultyProxy) => void
  /** Its own kubeconfig, made of the demo's; `null` for none at all. */
  kubeconfig?: (demo: string) => string | null
  /** The kubeconfig is named at the start and lies where kubectl would not look. */
  isGiven?: boolean
  /** A program that is next to the kubeconfig, by its path from there. */
  program?: string
  /** Further kubeconfig files, by their names. */
  files?: Readonly<Record<string, string>>
  /** What an earlier run kept; made of where the demo's clusters stand. */
  settings?: object | ((demo: DemoPlace) => object)
  show: (stage: Stage) => Promise<void>
}

/** The kubeconfig of a scene, and the server of its first cluster. */
export interface DemoPlace {
  file: string
  server: string
}

export const small = { width: 900, height: 600 }

/** The list is there and lies still. */
export const live = async ({ window }: Stage): Promise<void> => {
  await window.getByText('Artifactory pull').waitFor()
  await window.getByRole('contentinfo').getByText('Live').waitFor()
  // No row is marked as the one under the pointer.
  await window.mouse.move(20, 700)
  // What has just arrived fades in.
  await window.waitForTimeout(1200)
}
