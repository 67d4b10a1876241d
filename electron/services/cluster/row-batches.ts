import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import type { Inventory } from './inventory.ts'

/** Maximum rows per message. A larger message would block both processes when all rows change together. */
const mostOfMessage = 2000
/** This many changes are sent immediately. Fewer wait for some milliseconds. */
const live = { batch: 500, wait: 12 }
/** The window shows more of a list that is arriving only a few times a second, and each message costs both processes. */
const whileListing = { batch: mostOfMessage, wait: 50 }

/** Sends the changes of an inventory in batches: few messages for many rows, and no delay for the first. */
export function createRowBatches(parts: {
  inventory: Inventory
  send: (message: ClusterMessage) => void
  /** Whether the first list is still being reported. */
  isListing: () => boolean
}) {
  const { inventory, send, isListing } = parts
  let timer: NodeJS.Timeout | null = null
  let hasTold = false

  function flush(): void {
    stop()
    while (inventory.changeSize > 0) sendSome()
  }

  /** Sends one message. Further changes follow once pending events have run. */
  function flushSome(): void {
    stop()
    if (inventory.changeSize > 0) sendSome()
    if (inventory.changeSize > 0) timer = setTimeout(flushSome)
  }

  function sendSome(): void {
    const change = inventory.takeChange(mostOfMessage)
    // Rows that came and went in between need no message.
    if (change.credentials.length + change.unused.length + change.removed.length === 0) return
    hasTold = true
    send({ kind: 'rows', ...change })
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  return {
    /** Sends pending changes now. */
    flush,
    /** Sends once enough has accumulated, or soon. */
    flushSoon(): void {
      if (inventory.changeSize === 0) return
      const { batch, wait } = isListing() ? whileListing : live
      // The very first rows are sent immediately, since somebody is waiting for them.
      if (!hasTold || inventory.changeSize >= batch) flushSome()
      else timer ??= setTimeout(flushSome, wait)
    },
    /** Stops sending. */
    stop,
  }
}
