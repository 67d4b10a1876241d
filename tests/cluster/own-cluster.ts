import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { startSupervised } from './supervised-cluster.ts'
import type { Program, SupervisedCluster } from './supervised-cluster.ts'

/** Paths of the two programs for our own cluster. */
export interface ClusterBinaries {
  apiserver: string
  etcd: string
}

/**
 * Starts etcd and kube-apiserver on loopback in a new temporary folder, with its own authority, RBAC and an
 * administrator (client certificate and token). Rejects with the ends of both logs if the server never becomes ready.
 */
export function startOwnCluster(
  binaries: ClusterBinaries,
  extraArguments: string[] = [],
): Promise<SupervisedCluster> {
  return startSupervised(async ({ folder, server }): Promise<Program[]> => {
    const store = await etcdAddresses()
    const serving = [...apiserverArguments(folder, server, store.client), ...extraArguments]
    return [
      { name: 'etcd', command: binaries.etcd, arguments: etcdArguments(folder, store) },
      { name: 'kube-apiserver', command: binaries.apiserver, arguments: serving },
    ]
  })
}

interface StoreAddresses {
  client: string
  peer: string
}

async function etcdAddresses(): Promise<StoreAddresses> {
  // Sockets relative to the folder of both programs keep etcd off the network, where supported.
  if (process.platform === 'linux') return { client: 'unix://etcd.socket:1', peer: 'unix://peer.socket:1' }
  return {
    client: `http://127.0.0.1:${await freePort()}`,
    peer: `http://127.0.0.1:${await freePort()}`,
  }
}

function etcdArguments(folder: string, { client, peer }: StoreAddresses): string[] {
  return flagList({
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    'heartbeat-interval': '50',
    'election-timeout': '500',
    'quota-backend-bytes': String(4 * 1024 ** 3),
    logger: 'zap',
  })
}

function apiserverArguments(folder: string, server: string, store: string): string[] {
  return flagList({
    'etcd-servers': store,
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'secure-port': new URL(server).port,
    'tls-cert-file': join(folder, 'server.crt'),
    'tls-private-key-file': join(folder, 'server.key'),
    'client-ca-file': join(folder, 'ca.crt'),
    'cert-dir': folder,
    'token-auth-file': join(folder, 'tokens.csv'),
    'authorization-mode': 'RBAC',
    'service-account-key-file': join(folder, 'accounts.key'),
    'service-account-signing-key-file': join(folder, 'accounts.key'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-cluster-ip-range': '10.0.0.0/24',
    'endpoint-reconciler-type': 'none',
    'disable-admission-plugins': 'ServiceAccount',
  })
}

function flagList(flags: Record<string, string>): string[] {
  return Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
}
