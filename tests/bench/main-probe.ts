/**
 * What a Node process measures about itself. These functions also run inside the application's main process, where they
 * are sent as text: each may only use its arguments, globals and what it keeps on `globalThis`.
 */

/** The longest time in which a process was blocked. */
interface Block {
  /** Milliseconds in which nothing else could run: our own work, or waiting for a CPU. */
  ms: number
  /** Milliseconds of CPU time that the thread used during it. */
  cpu: number
}

/** The results between `startMainProbe` and `readMainProbe`. */
export interface MainFigures {
  /** The block with the most CPU time, and the one that took longest. */
  busiest: Block
  longest: Block
  /** Total CPU time of the thread, in milliseconds. */
  cpu: number
  /** Maximum resident memory, in bytes. */
  peakBytes: number
}

/** Memory of a process after garbage collection, in bytes. */
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

/** Starts to measure how long this process's event loop is blocked. */
export function startMainProbe(): void {
  const place = globalThis as { credenzaBench?: Kept }
  const used = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let [last, lastUsed] = [performance.now(), used()]
  // Reading it accesses /proc.
  let lastPeak = last
  const none = { ms: 0, cpu: 0 }
  const tick = () => {
    const [now, nowUsed] = [performance.now(), used()]
    const block = { ms: now - last - 1, cpu: nowUsed - lastUsed }
    if (block.ms > kept.longest.ms) kept.longest = block
    // Short steps of work between two ticks aren't a block.
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

/** Stops what `startMainProbe` started. */
export function readMainProbe(): MainFigures {
  const kept = (globalThis as { credenzaBench?: Kept }).credenzaBench
  if (kept === undefined) throw new Error('nothing was begun')
  clearTimeout(kept.timer)
  const { user, system } = process.threadCpuUsage()
  const { busiest, longest, peakBytes } = kept
  return { busiest, longest, peakBytes, cpu: (user + system) / 1000 - kept.began }
}

/** Collects garbage, then returns what remains. */
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
