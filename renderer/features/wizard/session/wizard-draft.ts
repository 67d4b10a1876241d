import { shallowRef } from 'vue'
import type { Draft, DraftFields, KeptDraft } from '../../../../shared/contract/drafts.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'
import { debounce } from '../../../../shared/debounce.ts'
import type { Enqueue } from '../../../../shared/queue.ts'

/** By the names of their fields (`valueFields`) and entries (`entryField`). */
type EnteredValues = Readonly<Record<string, string>>
export interface Entered {
  fields: DraftFields
  /** `as-kept`: those in the keychain, which hasn't returned them. */
  values: EnteredValues | 'as-kept'
}

/** Where the drafts of one context and type are kept. */
export interface DraftKeeping {
  read: () => Promise<Result<Draft | null>>
  keep: (entered: Entered) => Promise<Result<KeptDraft>>
  discard: () => Promise<unknown>
}

interface Deps {
  keeping: DraftKeeping
  /**
   * Runs one request at a time for all wizards of the window, so that an older call can't restore a discarded draft,
   * and a new wizard finds the latest input of the previous one.
   */
  enqueue: Enqueue
  /** The current input. `null` if there is nothing to keep. */
  entered: () => { fields: DraftFields; values: EnteredValues } | null
}

/** Milliseconds without input after which it is saved. */
const keepPause = 500

/** Serializes a draft, to detect changes. */
const textOf = ({ fields, values }: Entered): string =>
  JSON.stringify([fields, values].map((part) => (part === 'as-kept' ? part : entriesOf(part))))
const entriesOf = (part: object): [string, unknown][] =>
  Object.entries(part)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** Keeps the input of a wizard until it is done or discarded, and returns what an earlier one left. */
export function createWizardDraft({ keeping, enqueue, entered }: Deps) {
  const found = shallowRef<Draft | null>(null)
  const inMemory = shallowRef<KeptDraft | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let isKept = false
  /** What is kept, serialized. '' if unknown, and once it is over. */
  let keptText = ''
  /** The keychain has values that it hasn't returned, and none were entered here. */
  let isAwaited = false
  let isOver = false

  async function read(): Promise<Draft | null> {
    const result = await enqueue(keeping.read)
    const draft = result.ok ? result.value : null
    failure.value = result.ok ? null : result.failure
    found.value = draft
    isKept = draft !== null
    isAwaited = draft?.keptIn === 'keychain' && draft.values === null
    keptText =
      draft === null || isOver ? '' : textOf({ fields: draft.fields, values: valuesOf(draft.values ?? {}) })
    return draft
  }

  async function keep(now: Entered | null): Promise<void> {
    if (now === null) {
      if (isKept) await keeping.discard()
      isKept = false
      return
    }
    isKept = true
    const text = textOf(now)
    if (text === keptText) return
    const result = await keeping.keep(now)
    keptText = result.ok && !isOver ? text : ''
    failure.value = result.ok ? null : result.failure
    if (result.ok && result.value.tell) inMemory.value = result.value
  }

  /** Values that the keychain hasn't returned stay unchanged until others are entered. */
  function valuesOf(values: EnteredValues): Entered['values'] {
    if (Object.values(values).some((value) => value !== '')) isAwaited = false
    return isAwaited ? 'as-kept' : values
  }

  const changes = debounce(keepPause, () => {
    // Read now, since its wizard may be cleared before its turn comes.
    const now = entered()
    const toKeep = now && { fields: now.fields, values: valuesOf(now.values) }
    void enqueue(() => keep(toKeep))
  })

  function discard(): Promise<unknown> {
    changes.cancel()
    isKept = false
    isAwaited = false
    keptText = ''
    found.value = null
    return enqueue(keeping.discard)
  }

  return {
    /** What an earlier wizard left. `null` once it was discarded. */
    found,
    /** Set if people must be told that values are only kept in memory, with the reason. */
    inMemory,
    /** Why the input isn't kept now. */
    failure,
    /** The keychain has values that it hasn't returned, and none were entered here. */
    isAwaited: () => isAwaited,
    read,
    /** The input changed: saves it a moment later. */
    change(): void {
      if (!isOver) changes.ask()
    },
    /** Saves a change that isn't saved yet. */
    flush: changes.flush,
    discard,
    /** Saves the input a last time. */
    leave(): void {
      changes.flush()
      isOver = true
      void enqueue(() => Promise.resolve((keptText = '')))
    },
    /** Done: keeps nothing anymore. */
    finish(): void {
      void discard()
      isOver = true
    },
  }
}
