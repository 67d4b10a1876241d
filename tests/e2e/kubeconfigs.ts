import { rename, writeFile } from 'node:fs/promises'

interface Kubeconfig {
  clusters: object[]
  users: object[]
  contexts: { name: string; context: object }[]
  'current-context'?: string
}

/** One kubeconfig with the contexts of several. The first one's current context comes first. */
export function merged(...texts: string[]): string {
  const all = texts.map((text) => JSON.parse(text) as Kubeconfig)
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: all.flatMap(({ clusters }) => clusters),
    users: all.flatMap(({ users }) => users),
    contexts: all.flatMap(({ contexts }) => contexts),
    'current-context': all[0]?.['current-context'],
  })
}

/** Replaces a file atomically, as careful tools do. */
export async function replaceFile(path: string, content: string): Promise<void> {
  await writeFile(`${path}.next`, content, { mode: 0o600 })
  await rename(`${path}.next`, path)
}
