import { totalmem } from 'node:os'
import { Worker } from 'node:worker_threads'

const gigabyte = 1024 ** 3
/** Electron's V8 limits the heap to four gigabytes on every machine. */
const mostHeap = 3.5 * gigabyte
/** The share of the machine's memory that may be used, so that the machine stays responsive. */
const share = 0.4

/** Bytes of memory that tables may use on this machine. */
const memoryLimit = (): number => Math.min(mostHeap, Math.floor(totalmem() * share))

/**
 * The rows of a piece of a file live until they are in their columns: with room for several pieces, most are gone before
 * garbage is collected. V8's usual limit costs an eighth more processor time.
 */
const youngMegabytes = 192

/** Starts the tables' thread from its file, with a memory limit in bytes. */
export function startTableThread(file: string | URL, limit = memoryLimit()): Worker {
  return new Worker(file, {
    name: 'Credenza snapshots',
    workerData: { limit },
    resourceLimits: {
      maxOldGenerationSizeMb: Math.floor(limit / 1024 ** 2),
      maxYoungGenerationSizeMb: youngMegabytes,
    },
  })
}
