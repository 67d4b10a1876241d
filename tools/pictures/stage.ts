import type { Application } from '../../tests/e2e/application.ts'
import type { Cluster } from '../../tests/cluster/cluster.ts'
import type { UserRules } from '../../tests/cluster/users.ts'
import type { FaultyProxy } from '../../tests/cluster/faulty-proxy.ts'

/** The running application of a scene, its cluster, and the proxy in between. */
export interface Stage extends Application {
  proxy: FaultyProxy
  cluster: Cluster
}

/** One state of the application and how to get there. */
export interface Scene {
  name: string
  size?: { width: number; height: number }
  /** Taken while the cluster has only unused secrets. */
  isBeforeClaims?: boolean
  /** What the demo's administrator may do. By default, read and write all secrets. */
  rules?: UserRules
  /** What the cluster's proxy does from the start. */
  treat?: (proxy: FaultyProxy) => void
  /** Its own kubeconfig, derived from the demo's. `null` for none. */
  kubeconfig?: (demo: string) => string | null
  /** The kubeconfig is given at startup, and isn't where kubectl would look. */
  isGiven?: boolean
  /** A program next to the kubeconfig, by relative path. */
  program?: string
  /** Other kubeconfig files by name. */
  files?: Readonly<Record<string, string>>
  /** Settings from an earlier run, derived from the locations of the demo's clusters. */
  settings?: object | ((demo: DemoPlace) => object)
  show: (stage: Stage) => Promise<void>
}

/** A scene's kubeconfig, and the server of its first cluster. */
export interface DemoPlace {
  file: string
  server: string
}

export const small = { width: 900, height: 600 }

/** The list has loaded and is still. */
export const live = async ({ window }: Stage): Promise<void> => {
  await window.getByText('Artifactory pull').waitFor()
  await window.getByRole('contentinfo').getByText('Live').waitFor()
  // No row is hovered.
  await window.mouse.move(20, 700)
  // New content fades in.
  await window.waitForTimeout(1200)
}
