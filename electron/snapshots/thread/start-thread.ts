import { totalmem } from 'node:os'
import { Worker } from 'node:worker_threads'

const gigabyte = 1024 ** 3
/** Electron's V8 keeps a heap within four gigabytes, whatever the machine has. */
const mostHeap = 3.5 * gigabyte
/** What a machine gives of its memory, so that it does not come to a stand. */
const share = 0.4

/** Bytes of memory that tables may take on this machine. */
export const memoryLimit = (): number => Math.min(mostHeap, Math.floor(totalmem() * share))

/** Starts the thread of the tables from its file, with so much memory and no more. */
export function startTableThread(file: string | URL, limit = memoryLimit()): Worker {
  return new Worker(file, {
    name: 'Credenza snapshots',
    workerData: { limit },
    resourceLimits: { maxOldGenerationSizeMb: Math.floor(limit / 1024 ** 2) },
  })
}
