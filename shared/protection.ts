/**
 * How a connection is protected. `verified`: encrypted, and the server has proved its identity. `unverified`:
 * encrypted, but to any server that answers. `unencrypted`: anyone on the way can read it. `local`: unencrypted, but it
 * doesn't leave this machine.
 */
export type Protection = 'verified' | 'unverified' | 'unencrypted' | 'local'

/** What the window shows while the cluster is open. Empty for a protected connection. */
export function protectionMark(protection: Protection): string {
  switch (protection) {
    case 'verified':
      return ''
    case 'unverified':
      return 'Not verified'
    case 'unencrypted':
      return 'Not encrypted'
    case 'local':
      return 'Local, not encrypted'
  }
}

/** What it means, in one or two sentences. */
export function protectionText(protection: Protection): string {
  switch (protection) {
    case 'verified':
      return ''
    case 'unverified':
      return 'The kubeconfig sets insecure-skip-tls-verify, so nothing checks that this is your cluster. Your sign-in goes to whatever server answers.'
    case 'unencrypted':
      return 'The server’s address begins with http://. Anyone on the network can read and change what is sent, so Credenza sends no token, password or certificate.'
    case 'local':
      return 'The server’s address begins with http://, on this computer. Credenza sends no token, password or certificate. The program that listens there (such as kubectl proxy) signs in itself.'
  }
}
