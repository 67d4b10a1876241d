/** The few page globals that `page-probe.ts` uses, since the rest of this folder runs in Node. */
export interface PageGlobals {
  document: {
    body: PageNode
    querySelector: (selector: string) => PageNode | null
    addEventListener: (type: string, listener: () => void, capture: boolean) => void
    removeEventListener: (type: string, listener: () => void, capture: boolean) => void
  }
  requestAnimationFrame: (callback: () => void) => number
  PerformanceObserver: new (callback: (list: { getEntries: () => PageEntry[] }) => void) => {
    observe: (options: { type: string }) => void
    takeRecords: () => PageEntry[]
    disconnect: () => void
  }
  MutationObserver: new (callback: (records: ChangeRecord[]) => void) => {
    observe: (node: PageNode, options: object) => void
    disconnect: () => void
  }
}

/** The browser's record of its own work. */
interface PageEntry {
  /** In milliseconds. */
  duration: number
}

/** A change of the page. */
export interface ChangeRecord {
  target: { closest: (selector: string) => object | null }
  addedNodes: Iterable<{ className?: string }>
  removedNodes: Iterable<{ className?: string }>
}

/** An element of the page. */
interface PageNode {
  ariaRowCount: string | null
}
