import type { Health } from '../../../shared/contract/cluster.ts'
import { healthWord, type StateWord } from './health-text.ts'

interface Deps {
  openContext: { readonly context: string; readonly health: Health | null; readonly hasRows: boolean }
}

const notConnected: StateWord = { word: 'Not connected', tone: 'off' }
const closed: StateWord = { word: 'Closed', tone: 'off' }

/**
 * The state of each context without contacting clusters: the current state of the open one, and the last state of
 * others.
 */
export function createContextStates({ openContext }: Deps) {
  const left = new Map<string, StateWord>()
  return {
    /** Call it before another context is opened. */
    leave(): void {
      const { context, health, hasRows } = openContext
      if (context === '') return
      left.set(context, health?.state === 'failed' ? healthWord(health, context, hasRows) : closed)
    },
    stateOf: (context: string): StateWord =>
      context === openContext.context
        ? healthWord(openContext.health, context, openContext.hasRows)
        : (left.get(context) ?? notConnected),
  }
}
