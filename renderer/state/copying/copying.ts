import { shallowRef } from 'vue'
import { mostCopied } from '../../../shared/contract/application.ts'
import type { Slicing } from '../../ui/grid/slices.ts'

/** The message about what was just copied. */
type CopyNews = { kind: 'copying' | 'copied' | 'failed'; text: string }

/** A text in pieces, which may be loaded asynchronously. */
type Pieces = Iterable<string> | AsyncIterable<string>

interface Deps {
  /** Copies a text to the clipboard. Returns whether it worked. */
  copy: (text: string) => Promise<boolean>
  slicing: Slicing
  /** Calls back after a delay in milliseconds. Returns a function that cancels it. */
  after: (milliseconds: number, callback: () => void) => () => void
}

/** How long the confirmation is shown, in milliseconds. */
const toldFor = 2500

/** Copies what isn't a secret and confirms it. Long texts are built in slices, so that the window stays responsive. */
export function createCopying({ copy, slicing, after }: Deps) {
  const news = shallowRef<CopyNews | null>(null)
  let forget = () => {}
  /** Counts copies, so that a newer one cancels an older. */
  let generation = 0

  function tell(kind: CopyNews['kind'], text: string): void {
    forget()
    forget = () => {}
    news.value = { kind, text }
    if (kind === 'copied') forget = after(toldFor, dismiss)
  }
  function dismiss(): void {
    forget()
    news.value = null
  }

  /**
   * Joins all pieces. `null` if that exceeds the clipboard's limit, or something else was copied meanwhile. Rejects if
   * they can't be loaded.
   */
  async function joined(pieces: Pieces, isCurrent: () => boolean): Promise<string | null> {
    const made: string[] = []
    let room = mostCopied
    let start = slicing.now()
    for await (const piece of pieces) {
      room -= piece.length
      if (room < 0) return null
      made.push(piece)
      if (slicing.now() - start <= slicing.budget) continue
      await new Promise<void>((resolve) => slicing.pause(resolve))
      if (!isCurrent()) return null
      start = slicing.now()
    }
    return made.join('')
  }

  return {
    news,
    dismiss,
    /** Copies a text, or the pieces of one, which reject if they can't be loaded. `what` describes it, such as `12 rows`. */
    async copy(what: string, text: string | Pieces): Promise<void> {
      const mine = (generation += 1)
      const isCurrent = () => mine === generation
      if (typeof text !== 'string') tell('copying', `Copying ${what}`)
      const whole = typeof text === 'string' ? text : await joined(text, isCurrent).catch(() => undefined)
      if (!isCurrent()) return
      if (whole === null) {
        tell('failed', `Too much for the clipboard: ${what}. Download a CSV instead.`)
        return
      }
      const isCopied = whole !== undefined && (await copy(whole))
      if (!isCurrent()) return
      if (isCopied) tell('copied', `${what} copied`)
      else tell('failed', `Couldn’t copy ${what}. The clipboard is unchanged.`)
    },
  }
}
