import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

it('the Node of .nvmrc, of the project, of hosted CI and of engines agree', () => {
  const wanted = Number(read('.nvmrc'))
  const { engines, devDependencies } = JSON.parse(read('package.json')) as {
    engines: { node: string }
    devDependencies: Record<string, string>
  }
  // The scripts that npm starts first run on the machine's Node, and from then on the project's is used.
  expect(Number(devDependencies['node']?.split('.')[0])).toBe(wanted)
  expect(wanted).toBeGreaterThanOrEqual(Number(/^>=(\d+)$/.exec(engines.node)?.[1]))
  const ofWorkflow = [...read('.github/workflows/ci.yml').matchAll(/node-version: (\S+)/g)]
  expect(ofWorkflow.length).toBeGreaterThan(0)
  expect(ofWorkflow.map(([, version]) => Number(version))).toEqual(ofWorkflow.map(() => wanted))
})

it('what npm runs in a new clone, on Node 20 and without dependencies, is JavaScript', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const needsMore = Object.entries(scripts).filter(([, command]) => /^node \S+\.ts\b/.test(command))
  expect(needsMore).toEqual([])
})
