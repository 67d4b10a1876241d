import type { StartedApplication } from './launch.ts'

/** What is on the clipboard, kept by the test: the one of the machine is others' as well. */
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
