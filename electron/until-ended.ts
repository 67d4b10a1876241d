import { visibleLines } from '../shared/visible-text.ts'
import type { SnapshotSurroundings } from './snapshot-command.ts'

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/**
 * Runs a command of this process until its end. A signal cancels it, and it then ends as a program does that was ended
 * by that signal. What it prints is written out before this resolves with the exit code.
 */
export async function untilEnded(
  run: (around: Pick<SnapshotSurroundings, 'signal' | 'print' | 'complain'>) => Promise<number>,
): Promise<number> {
  const ending = new AbortController()
  let received = 0
  for (const [name, number] of Object.entries(signalNumbers)) {
    process.on(name, () => {
      received ||= number
      ending.abort()
    })
  }
  const written: Promise<void>[] = []
  const writeTo = (stream: NodeJS.WriteStream) => {
    // A terminal obeys what stands in a text; a script wants a path as it is.
    const shown = (line: string) => (stream.isTTY ? visibleLines(line) : line)
    // Who reads the output may be gone.
    stream.on('error', () => undefined)
    return (line: string) =>
      void written.push(new Promise((resolve) => stream.write(`${shown(line)}\n`, () => resolve())))
  }
  const code = await run({
    signal: ending.signal,
    print: writeTo(process.stdout),
    complain: writeTo(process.stderr),
  })
  await Promise.all(written)
  return received === 0 || code === 0 ? code : 128 + received
}
