import { megabyte, rowMegabytes, TooLargeError } from '../core/bounds.ts'
import type { BodySink } from './exchange.ts'

/**
 * Splits a response into lines as it arrives and passes all complete lines on together. Throws a SyntaxError if the
 * response ends within a line, and a TooLargeError if a line is too long.
 */
export function createLineCutter(onLines: (lines: string[]) => void): BodySink {
  let pieces: Buffer[] = []
  let size = 0
  return {
    push: (chunk) => {
      const last = chunk.lastIndexOf(0x0a)
      if (last < 0) {
        pieces.push(Buffer.from(chunk))
        size += chunk.length
        if (size > rowMegabytes * megabyte) throw new TooLargeError('row', rowMegabytes)
        return
      }
      const whole = Buffer.concat([...pieces, chunk.subarray(0, last)]).toString('utf8')
      const rest = chunk.subarray(last + 1)
      pieces = rest.length === 0 ? [] : [Buffer.from(rest)]
      size = rest.length
      const lines = whole.split('\n').filter((line) => line.trim() !== '')
      if (lines.length > 0) onLines(lines)
    },
    end: () => {
      if (Buffer.concat(pieces).toString('utf8').trim() !== '') throw new SyntaxError('ended within a line')
    },
  }
}
