/**
 * What a Node process measures of itself. The functions here also run inside the application's main process, where
 * they arrive as text: each may use only its arguments, globals and what it keeps on `globalThis`.
 */

/** The longest stretch in which a process answered nothing. */
export interface Block {
  /** Milliseconds in which nothing else could run: our own work, or waiting for a processor. */
  ms: number
  /** Milliseconds of processor time that the thread used in that stretch. */
  cpu: number
}

/** What was measured between `startMainProbe` and `readMainProbe`. */
export interface MainFigures {
  /** The stretch with the most processor time, and the one that took longest by the clock. */
  busiest: Block
  longest: Block
  /** Processor time of the thread in total, in milliseconds. */
  cpu: number
  /** Highest resident memory seen, in bytes. */
  peakBytes: number
}

/** Bytes of a process after garbage collection. */
export interface MainMemory {
  resident: number
  heap: number
  outside: number
}

interface Kept {
  timer: NodeJS.Timeout
  busiest: Block
  longest: Block
  began: number
  peakBytes: number
}

/** Begins to measure how long the event loop of this process is held up. */
export function startMainProbe(): void {
  const place = globalThis as { credenzaBench?: Kept }
  const used = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let [last, lastUsed] = [performance.now(), used()]
  // Asking for it is a look into /proc.
  let lastPeak = last
  const none = { ms: 0, cpu: 0 }
  const tick = () => {
    const [now, nowUsed] = [performance.now(), used()]
    const block = { ms: now - last - 1, cpu: nowUsed - lastUsed }
    if (block.ms > kept.longest.ms) kept.longest = block
    // Short steps of work between two looks are no block.
    if (block.cpu > kept.busiest.cpu && block.ms >= block.cpu) kept.busiest = block
    if (now - lastPeak > 50) {
      kept.peakBytes = Math.max(kept.peakBytes, process.memoryUsage.rss())
      lastPeak = now
    }
    last = performance.now()
    lastUsed = used()
    kept.timer = setTimeout(tick, 1)
  }
  const kept: Kept = {
    timer: setTimeout(tick, 1),
    busiest: none,
    longest: none,
    began: lastUsed,
    peakBytes: process.memoryUsage.rss(),
  }
  clearTimeout(place.credenzaBench?.timer)
  place.credenzaBench = kept
}

/** Ends what `startMainProbe` began. */
export function readMainProbe(): MainFigures {
  const kept = (globalThis as { credenzaBench?: Kept }).credenzaBench
  if (kept === undefined) throw new Error('nothing was begun')
  clearTimeout(kept.timer)
  const { user, system } = process.threadCpuUsage()
  const { busiest, longest, peakBytes } = kept
  return { busiest, longest, peakBytes, cpu: (user + system) / 1000 - kept.began }
}

/** Collects garbage, then tells what is left. */
export async function settledMemory(): Promise<MainMemory> {
  const v8 = process.getBuiltinModule('node:v8')
  const vm = process.getBuiltinModule('node:vm')
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as () => void
  for (let turn = 0; turn < 4; turn++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage()
  return { resident: rss, heap: heapUsed, outside: external + arrayBuffers }
}
