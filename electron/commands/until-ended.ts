import { visibleLines } from '../../shared/visible-text.ts'
import type { Surroundings, Terminal } from './command.ts'
import { exitCodes } from './exit-code.ts'

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/**
 * Runs a command in this process until its end. A signal cancels it, and the exit code is then that of a program killed
 * by this signal. All output is written before this resolves with the exit code.
 */
export async function untilEnded(
  run: (around: Pick<Surroundings, 'signal' | 'terminal'>) => Promise<number>,
): Promise<number> {
  const ending = new AbortController()
  let received = 0
  for (const [name, number] of Object.entries(signalNumbers)) {
    process.on(name, () => {
      received ||= number
      ending.abort()
    })
  }
  const out = writerTo(process.stdout)
  const aside = writerTo(process.stderr)
  const terminal: Terminal = {
    input: () => process.stdin,
    print: (line) => void out.write(`${line}\n`),
    complain: (line) => void aside.write(`${line}\n`),
    write: out.write,
  }
  const code = await run({ signal: ending.signal, terminal })
  await Promise.all([out.settled(), aside.settled()])
  return received === 0 || finished.includes(code) ? code : 128 + received
}

/** Prints a line to standard error while the window opens. */
export const complainAside = (line: string): void => void writerTo(process.stderr).write(`${line}\n`)

/** A signal that arrives after the work is done changes nothing. */
const finished: readonly number[] = [exitCodes.done, exitCodes.different]

/** Writes to a stream whose reader may quit early, as `head` does; further output is discarded. */
function writerTo(stream: NodeJS.WriteStream) {
  let isLeft = false
  let last = Promise.resolve(true)
  // The reader of the output may be gone.
  stream.on('error', () => (isLeft = true))
  // A terminal executes control sequences in a text; a script needs paths unchanged.
  const shown = (text: string) => (stream.isTTY ? visibleLines(text) : text)
  return {
    write(text: string): Promise<boolean> {
      if (isLeft) return Promise.resolve(false)
      last = new Promise((resolve) =>
        stream.write(shown(text), (error) => {
          if (error != null) isLeft = true
          resolve(!isLeft)
        }),
      )
      return last
    },
    settled: (): Promise<unknown> => last,
  }
}
