import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Agent } from 'undici'
import type { OwnControls } from './own-controls.ts'

/** Makes the store of our own cluster forget all versions before this one, as it does every five minutes. */
export async function compactStore({ folder }: OwnControls, revision: string): Promise<void> {
  const programs = await readFile(join(folder, 'programs.json'), 'utf8')
  const address = /--listen-client-urls=([^"]+)/.exec(programs)?.[1] ?? ''
  const socketPath = address.startsWith('unix://') ? join(folder, address.slice('unix://'.length)) : null
  const agent = new Agent(socketPath === null ? {} : { connect: { socketPath } })
  const { statusCode, body } = await agent.request({
    origin: socketPath === null ? address : 'http://localhost',
    path: '/v3/kv/compaction',
    method: 'POST',
    body: JSON.stringify({ revision }),
  })
  const text = await body.text()
  await agent.close()
  // A kube-apiserver compacts its store every five minutes, so that it may already be done.
  const isForgotten = text.includes('has been compacted')
  if (statusCode !== 200 && !isForgotten) throw new Error(`The store did not forget: ${text}`)
}
