import { rename, writeFile } from 'node:fs/promises'

interface Kubeconfig {
  clusters: object[]
  users: object[]
  contexts: { name: string; context: object }[]
  'current-context'?: string
}

/** One kubeconfig with the contexts of several, the first one's current context first. */
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

/** Writes a file as tools do that take care: whole, under its name at once. */
export async function replaceFile(path: string, content: string): Promise<void> {
  await writeFile(`${path}.next`, content, { mode: 0o600 })
  await rename(`${path}.next`, path)
}
