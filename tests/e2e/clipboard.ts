import type { StartedApplication } from './launch.ts'

/** The clipboard's content, kept by the test, since the machine's is shared. */
export async function clipboardOf({ electron }: StartedApplication): Promise<() => Promise<string>> {
  await electron.evaluate(({ clipboard }) => {
    const seen = globalThis as unknown as { copied: string }
    seen.copied = ''
    clipboard.writeText = (copied) => {
      seen.copied = copied
      return Promise.resolve()
    }
  })
  return () => electron.evaluate(() => (globalThis as unknown as { copied: string }).copied)
}
