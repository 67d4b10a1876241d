import { credentialOf } from '../../shared/credential.fixture.ts'
import type { Credential } from '../../shared/credential.ts'
import { credentialText } from '../../renderer/features/palette/credential-items.ts'
import { createSliceSearch } from '../../renderer/features/palette/slice-search.ts'
import { spread, table } from './report-tables.ts'

/** What is typed, letter by letter, each before the previous search has ended. */
const typed = ['a', 'harbor', 'hrbimg', 'robot vision', 'accesskey-harbor-base-image', 'zzz nothing']

/** Typing a query into the palette over all names. */
interface PaletteRun {
  query: string
  /** Longest time in which the event loop was blocked, in milliseconds. */
  longestBlock: number
  /** The most CPU time between two turns of the event loop, in milliseconds. */
  busiestBlock: number
  /** From the last letter to the result, in milliseconds. */
  settled: number
  found: number
}

interface PaletteFigures {
  names: number
  runs: PaletteRun[]
}

/** As in a large company: many names that share words, some of maximum length, some in other scripts. */
function names(count: number): Credential[] {
  const words = ['Harbor', 'robot', 'base images', 'vision', 'Checkpoints', 'مفتاح', 'Архив', 'nightly']
  return Array.from({ length: count }, (_, at) => {
    const word = (step: number) => words[Math.floor(at / step) % words.length] ?? ''
    const long = at % 1000 === 0 ? ` ${'x'.repeat(230)}` : ''
    return credentialOf(`uid-${at}`, {
      name: `${word(1)} ${word(8)} ${word(64)} ${at}${long}`.slice(0, 253),
      namespace: `runai-project-${at % 500}`,
      kubernetesName: `accesskey-harbor-base-image-${at}`,
      registryUrl: at % 3 === 0 ? 'registry.example.com/harbor' : '',
    })
  })
}

/** Types each query over a number of names, `rounds` times. Times decide nothing. */
export async function benchPalette(
  { names: count, rounds }: { names: number; rounds: number },
  say: (line: string) => void,
): Promise<PaletteFigures> {
  const rows = names(count)
  const runs: PaletteRun[] = []
  for (let round = 1; round <= rounds; round++) {
    say(`Palette over ${count} names, round ${round} of ${rounds}`)
    for (const query of typed) runs.push(await type(rows, query))
  }
  return { names: count, runs }
}

async function type(rows: readonly Credential[], query: string): Promise<PaletteRun> {
  const search = createSliceSearch<Credential>({
    rows: () => rows,
    textOf: credentialText,
    bonusOf: () => 0,
    most: 30,
    clock: () => performance.now(),
    rest: () => new Promise((resolve) => setTimeout(resolve)),
  })
  const used = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let [isRunning, longestBlock, busiestBlock] = [true, 0, 0]
  let last = { wall: performance.now(), used: used() }
  const tick = () => {
    const now = { wall: performance.now(), used: used() }
    longestBlock = Math.max(longestBlock, now.wall - last.wall)
    busiestBlock = Math.max(busiestBlock, now.used - last.used)
    last = now
    if (isRunning) setImmediate(tick)
  }
  setImmediate(tick)
  const letters = Array.from(query)
  const earlier: Promise<unknown>[] = []
  for (const at of letters.keys()) {
    if (at === letters.length - 1) break
    earlier.push(search.search(letters.slice(0, at + 1).join('')))
    await new Promise((resolve) => setTimeout(resolve, 70))
  }
  const began = performance.now()
  const result = await search.search(query)
  const settled = performance.now() - began
  await Promise.all(earlier)
  isRunning = false
  return { query, longestBlock, busiestBlock, settled, found: result?.count ?? -1 }
}

/** Queries whose last letters didn't win. */
export const wrongPalette = ({ runs }: PaletteFigures): string[] =>
  runs.filter(({ found }) => found < 0).map(({ query }) => `“${query}” found nothing of its own`)

export function paletteText({ names: count, runs }: PaletteFigures): string {
  const lines = typed.map((query) => {
    const of = runs.filter((run) => run.query === query)
    return [
      `“${query}”`,
      (of[0]?.found ?? 0).toLocaleString('en'),
      spread(of.map(({ longestBlock }) => longestBlock)),
      spread(of.map(({ busiestBlock }) => busiestBlock)),
      spread(of.map(({ settled }) => settled)),
    ]
  })
  return [
    `# Bench: the command palette over ${count.toLocaleString('en')} names`,
    'Each query is typed with 70 ms between its letters. Median (least to most) in milliseconds.',
    `${table(['typed', 'found', 'longest block', 'processor time in the busiest block', 'found within'], lines)}\n`,
  ].join('\n\n')
}
