import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import type { Inventory } from './inventory.ts'

/** As many changes go to the window at once; fewer wait for at most `waitMilliseconds`. */
const batch = 500
const waitMilliseconds = 12
/** Rows of one message: a larger one would hold up both processes, where all rows change at once. */
const mostOfMessage = 2000

/** Tells the changes of an inventory in batches: few messages for many rows, and no waiting for the first. */
export function createRowBatches(parts: {
  inventory: Inventory
  send: (message: ClusterMessage) => void
  /** Whether the first list is still being told. */
  isListing: () => boolean
}) {
  const { inventory, send, isListing } = parts
  let timer: NodeJS.Timeout | null = null
  let hasTold = false

  function flush(): void {
    stop()
    while (inventory.changeSize > 0) sendSome()
  }

  /** Sends one message, and the rest of many changes after what waits in the meantime. */
  function flushSome(): void {
    stop()
    if (inventory.changeSize > 0) sendSome()
    if (inventory.changeSize > 0) timer = setTimeout(flushSome)
  }

  function sendSome(): void {
    const change = inventory.takeChange(mostOfMessage)
    // What came and went in between is nothing to tell.
    if (change.credentials.length + change.unused.length + change.removed.length === 0) return
    hasTold = true
    send({ kind: 'rows', listing: isListing(), ...change })
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  return {
    /** Says what there is at once. */
    flush,
    /** Tells it when enough has gathered, or soon. */
    flushSoon(): void {
      if (inventory.changeSize === 0) return
      // The very first rows go at once: somebody is waiting for them.
      if (!hasTold || inventory.changeSize >= batch) flushSome()
      else timer ??= setTimeout(flushSome, waitMilliseconds)
    },
    /** Tells nothing more. */
    stop,
  }
}
