import type { Health } from '../../../shared/contract/cluster.ts'
import { healthWord, type StateWord } from './health-text.ts'

interface Deps {
  openContext: { readonly context: string; readonly health: Health | null; readonly hasRows: boolean }
}

const notConnected: StateWord = { word: 'Not connected', tone: 'off' }
const closed: StateWord = { word: 'Closed', tone: 'off' }

/** How each context stands, without asking any: the open one as it is now, others as they were left. */
export function createContextStates({ openContext }: Deps) {
  const left = new Map<string, StateWord>()
  return {
    /** To be told before another context is opened. */
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
