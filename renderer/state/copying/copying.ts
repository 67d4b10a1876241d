import { shallowRef } from 'vue'
import { mostCopied } from '../../../shared/contract/application.ts'
import type { Slicing } from '../../ui/grid/slices.ts'

/** What was copied a moment ago, as it is said. */
export type CopyNews = { kind: 'copying' | 'copied' | 'failed'; text: string }

/** A text in pieces, which may have to be fetched. */
type Pieces = Iterable<string> | AsyncIterable<string>

interface Deps {
  /** Puts a text on the clipboard; returns whether it is there. */
  copy: (text: string) => Promise<boolean>
  slicing: Slicing
  /** Calls back after so many milliseconds; returns what ends that. */
  after: (milliseconds: number, callback: () => void) => () => void
}

/** Milliseconds for which it is said that something was copied. */
const toldFor = 2500

/** Copies what isn't a secret and says so. What is long is made in slices, so that the window goes on. */
export function createCopying({ copy, slicing, after }: Deps) {
  const news = shallowRef<CopyNews | null>(null)
  let forget = () => {}
  /** Counts what was copied; an older one ends where a newer one begins. */
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

  /** All pieces in one text; `null` if it is more than the clipboard takes, or something else was copied since. */
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
    /** Copies a text, or the pieces of one; `what` is said of it, such as `12 rows`. */
    async copy(what: string, text: string | Pieces): Promise<void> {
      const mine = (generation += 1)
      const isCurrent = () => mine === generation
      if (typeof text !== 'string') tell('copying', `Copying ${what}`)
      const whole = typeof text === 'string' ? text : await joined(text, isCurrent)
      if (!isCurrent()) return
      if (whole === null) {
        tell('failed', `Too much for the clipboard: ${what}. Download a CSV instead.`)
        return
      }
      const isCopied = await copy(whole)
      if (!isCurrent()) return
      if (isCopied) tell('copied', `${what} copied`)
      else tell('failed', `Couldn’t copy ${what}. The clipboard is unchanged.`)
    },
  }
}
