/**
 * Compresses a week into minutes and reports what the application left behind: `npm run soak -- --minutes N`. Writes
 * docs/soak.md, and exits with 1 if something grew or the table differs from kubectl's.
 */
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../bench/ensure-built.ts'
import { startCluster } from '../cluster/cluster.ts'
import { startSandboxCluster } from '../cluster/sandbox-cluster.ts'
import { findGrowth } from './judge.ts'
import { soakText } from './report.ts'
import { soak } from './soak.ts'
import { lapsFor, rowsFor } from './week.ts'

const usage = `npm run soak -- [options]
  --minutes N   compress the share of a week that fits into so many minutes (60: all of it)
  --sandbox     on the sandbox instead of a kube-apiserver
  --out FILE    write the report there (docs/soak.md)`

const say = (line: string) => console.log(line)

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '60' },
      sandbox: { type: 'boolean', default: false },
      out: { type: 'string', default: join(resolve(import.meta.dirname, '../..'), 'docs/soak.md') },
    },
  })
  const minutes = Number(values.minutes)
  if (!(minutes > 0)) throw new Error(`--minutes takes a number, not “${values.minutes}”.`)
  await ensureBuilt(say)
  const cluster = await (values.sandbox ? startSandboxCluster() : startCluster())
  try {
    const [laps, rows, began] = [lapsFor(minutes), rowsFor(minutes), performance.now()]
    const soaked = await soak({ cluster, laps, rows, say })
    const text = soakText({
      ...{ soaked, laps, rows, minutes: (performance.now() - began) / 60_000, takenAt: new Date() },
      cluster: values.sandbox ? 'the sandbox' : `Kubernetes ${cluster.version}`,
      machine: `${cpus().length} processors`,
    })
    await writeFile(values.out, `${text}\n`)
    const grown = findGrowth(soaked.laps)
    for (const { name, from, to } of grown)
      console.error(`${name} grew from ${from.toFixed(0)} to ${to.toFixed(0)}.`)
    const wrong = soaked.missing.length + soaked.surplus.length
    if (wrong > 0) console.error(`The table differs from what kubectl lists in ${wrong} credentials.`)
    say(`Written to ${values.out}.`)
    return grown.length + wrong === 0 ? 0 : 1
  } finally {
    await cluster.stop()
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`)
  process.exitCode = 2
}
