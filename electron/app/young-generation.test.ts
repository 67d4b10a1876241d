import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

/** Megabytes for new objects in a new process that first runs `before` and then makes many objects that stay. */
async function megabytesAfter(before: string): Promise<number> {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8'
    import { keepYoungGenerationSmall } from ${JSON.stringify(new URL('young-generation.ts', import.meta.url).href)}
    ${before}
    globalThis.kept = Array.from({ length: 1_000_000 }, (_, index) => ({ index }))
    console.log(getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size / 2 ** 20)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
  return Number(stdout)
}

it('keeps the memory for new objects at a few megabytes, where V8 lets it grow', async () => {
  expect(await megabytesAfter('')).toBeGreaterThan(8)
  expect(await megabytesAfter('keepYoungGenerationSmall()')).toBeLessThan(4)
})
