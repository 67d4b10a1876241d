import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint()

/** Whether the rule against text from files as object keys reports this code. */
async function isFound(code: string, filePath = 'electron/snapshots/table/read-words.ts'): Promise<boolean> {
  const [result] = await eslint.lintText(code, { filePath })
  return (result?.messages ?? []).some(({ ruleId }) => ruleId === 'no-restricted-syntax')
}

describe('objects that a text from a file could be a key of', () => {
  it.each([
    ['a record', 'export const words: Readonly<Record<string, string>> = {}'],
    ['a record within another type', 'export type Words = Partial<Record<string, number>>[]'],
    ['an index signature', 'export interface Words { [word: string]: string }'],
    ['a mapped type', 'export type Words = { [word in string]: string }'],
    ['an object made of entries', 'export const words = Object.fromEntries([["a", 1]])'],
    ['a key that is cast', 'export const f = (o: { a: 1 }, text: string) => o[text as keyof typeof o]'],
    ['a look for a key', 'export const f = (o: object, text: string) => text in o'],
  ])('are found: %s', async (_, code) => {
    expect(await isFound(code)).toBe(true)
  })

  it('are found in the window and in what both sides share', async () => {
    const code = 'export const words: Record<string, string> = {}'
    expect(await isFound(code, 'renderer/features/snapshots/event-columns.ts')).toBe(true)
    expect(await isFound(code, 'shared/columns.ts')).toBe(true)
    // Components aren't linted here, which would read the types of the whole window.
    const config = (await eslint.calculateConfigForFile('renderer/features/snapshots/HistoryChart.vue')) as {
      rules: Record<string, unknown>
    }
    expect(JSON.stringify(config.rules['no-restricted-syntax'])).toContain('Record')
  })

  it.each([
    ['a map', 'export const words = new Map<string, string>()'],
    ['an object with known keys', "export const words: Record<'a' | 'b', string> = { a: '', b: '' }"],
    ['a look for a known key', "export const f = (o: object) => 'path' in o"],
  ])('are not suspected: %s', async (_, code) => {
    expect(await isFound(code)).toBe(false)
  })
})
