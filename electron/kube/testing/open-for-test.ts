import { afterEach } from 'vitest'
import type { Connection } from '../connection.ts'
import { sampleConnection } from './kube-samples.ts'
import { startServer, type Answer, type LoopbackServer } from './loopback-server.ts'

/** What the current test opened. It is closed when the test ends, the newest first. */
export const closing: { close: () => Promise<void> }[] = []

/** Closes what each test of this file opened. */
export function closeAfterEach(): void {
  afterEach(async () => {
    for (const one of closing.splice(0).reverse()) await one.close()
  })
}

/** A server for the current test. */
export async function serve(answer: Answer): Promise<LoopbackServer> {
  const server = await startServer(answer)
  closing.push(server)
  return server
}

/** A connection for the current test. */
export function connect(server: string, options: Parameters<typeof sampleConnection>[1] = {}): Connection {
  const connection = sampleConnection(server, options)
  closing.push(connection)
  return connection
}
