/** `npm run fuzz`: tries one target with generated inputs. Exits with 1 on a fault, with 2 if it can't run. */
import type { StartedCluster } from '../../tests/cluster/cluster.ts'
import { startCluster } from '../../tests/cluster/cluster.ts'
import { loadTarget } from './find-targets.ts'
import { fuzz, outcomeText } from './fuzz.ts'
import { readArguments } from './read-arguments.ts'

const started: Promise<StartedCluster>[] = []
const cluster = () => {
  const one = started[0] ?? startCluster()
  started[0] = one
  return one
}

try {
  const { name, ...request } = readArguments(process.argv.slice(2))
  const target = await loadTarget(name)
  const outcome = await fuzz(target, request, { cluster })
  console.log(outcomeText(outcome))
  process.exitCode = outcome.fault === null ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
} finally {
  for (const one of started) await (await one).stop()
}
