/**
 * `npm run faults -- [--seed N] [--count N] [--all]`: inserts faults into a copy of the sources, one at a time, and
 * reports what finds them: the unit tests that import the file, the component tests for what the gallery shows and, with
 * `--all`, the rest of `npm test`: types, build, the integration tests that import the file, and the specs. A fault that
 * nothing finds is a gap in the tests, or a change without effect, for a person to decide. Uses the committed state and
 * doesn't touch the working tree.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  graphOf,
  importersOf,
  readSources,
  unitTestsOf,
  type ImportGraph,
} from '../architecture/import-graph.ts'
import { hasDisplay, specsScreen } from '../setup/display.mjs'
import { run, runNpm } from '../setup/run.mjs'
import { chooseFaults, randomOf, withFault, type Fault } from './choose-faults.ts'

const root = resolve(import.meta.dirname, '../..')
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '30' },
    all: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
const count = Math.min(Number(values.count), 1000)
if (!Number.isInteger(seed) || !(count > 0)) throw new Error('--seed and --count take whole numbers.')

const copy = join(mkdtempSync(join(tmpdir(), 'credenza-faults-')), 'sources')
try {
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', copy], { cwd: root })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const faults = chooseFaults(readRooms(), count, randomOf(seed))
  const graph = graphOf(readSources(copy))
  console.log(`${faults.length} faults, seed ${seed}\n`)
  const missed: Fault[] = []
  for (const fault of faults) {
    const finder = await findFault(graph, fault)
    console.log(
      `${finder.padEnd(8)}${fault.file}:${fault.line}   ${short(fault.before)}  →  ${short(fault.after)}`,
    )
    if (finder === 'MISSED') missed.push(fault)
  }
  console.log(`\n${faults.length - missed.length} found, ${missed.length} missed (seed ${seed})`)
} finally {
  execFileSync('git', ['worktree', 'remove', '--force', copy], { cwd: root })
  rmSync(dirname(copy), { recursive: true, force: true })
}

/** Source files by room: the folders of electron/ and renderer/, and shared/. */
function readRooms(): Map<string, Map<string, string>> {
  const rooms = new Map<string, Map<string, string>>()
  const tracked = execFileSync('git', ['ls-files', 'electron', 'renderer', 'shared'], {
    cwd: copy,
    encoding: 'utf8',
  })
  for (const file of tracked.split('\n').filter((name) => /\.(ts|vue)$/.test(name))) {
    if (/\.(test|fixture|d)\.ts$|\/testing\/|\/gallery\//.test(file)) continue
    const room = file.split('/').slice(0, -1).slice(0, 3).join('/')
    const files = rooms.get(room) ?? new Map<string, string>()
    rooms.set(room, files.set(file, readFileSync(join(copy, file), 'utf8')))
  }
  return rooms
}

/** Who finds the fault, from the fastest to the slowest check. Restores the file. */
async function findFault(graph: ImportGraph, fault: Fault): Promise<string> {
  const path = join(copy, fault.file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, withFault(text, fault))
  try {
    const tests = unitTestsOf(graph, [fault.file])
    const unit = ['run', '--project', 'unit*', '--bail=1', ...tests]
    if (tests.length > 0 && (await hasFailed('vitest', unit, 600))) return 'unit'
    const isShown = importersOf(graph, [fault.file]).some((file) => file.startsWith('renderer/gallery/'))
    const pieces = ['run', '--project', 'components', '--bail=1']
    if (isShown && (await hasFailed('vitest', pieces, 900))) return 'pieces'
    if (!values.all) return 'MISSED'
    if ((await runNpm(['run', 'types'], { folder: copy, seconds: 600 })).code !== 0) return 'types'
    if (await hasFailed('electron-vite', ['build'], 300)) return 'build'
    const services = importersOf(graph, [fault.file]).filter((file) =>
      /^tests\/integration\/.*\.test\.ts$/.test(file),
    )
    const integration = ['run', '--project', 'integration*', '--bail=1', ...services]
    if (services.length > 0 && (await hasFailed('vitest', integration, 1800))) return 'cluster'
    return (await hasFailedSpec()) ? 'specs' : 'MISSED'
  } finally {
    writeFileSync(path, text)
  }
}

const programOf = (name: string) => join(root, 'node_modules/.bin', name)

async function hasFailed(program: string, args: string[], seconds: number): Promise<boolean> {
  const { code } = await run(programOf(program), args, { folder: copy, seconds })
  return code !== 0
}

async function hasFailedSpec(): Promise<boolean> {
  const specs = [programOf('playwright'), 'test', '-x', '--reporter=dot']
  const [command = '', ...args] = hasDisplay(process.platform, process.env)
    ? specs
    : ['xvfb-run', ...specsScreen, ...specs]
  const { code } = await run(command, args, { folder: copy, seconds: 1800 })
  return code !== 0
}

function short(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 60)
}
