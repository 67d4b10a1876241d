import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../.github/workflows')

it('every action of a workflow is pinned by its commit, with its version for people', () => {
  const used = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => /\buses:/.test(line)),
  )
  expect(used.length).toBeGreaterThan(5)
  const isPinned = (line: string) => /uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)
  expect(used.filter((line) => !isPinned(line))).toEqual([])
})
