import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { annotationKeys } from '../../shared/runai.ts'
import type { StartedCluster } from '../cluster/cluster.ts'
import { startFaultyProxy, type FaultyProxy } from '../cluster/faulty-proxy.ts'
import { launch, savedNote, text, type Application, type StartedApplication } from '../e2e/application.ts'
import { merged } from '../e2e/kubeconfigs.ts'
import { createChanges, type Changes } from './changes.ts'
import { countMain } from './count-main.ts'
import { countProcess } from './count-process.ts'
import { countWindow } from './count-window.ts'
import type { Measured } from './judge.ts'
import type { Lap } from './week.ts'
import {
  lookAround,
  openSnapshot,
  pidOf,
  setClocksAhead,
  sleep,
  soakContexts,
  switchContext,
  untilShown,
} from './work.ts'

interface SoakRequest {
  cluster: StartedCluster
  laps: readonly Lap[]
  rows: number
  /** Called once per lap, to leak something on purpose. */
  plant?: (application: Application) => Promise<void>
  say: (line: string) => void
}

/** The results of a soak. */
export interface Soaked {
  laps: Measured[]
  /** Names of credentials that the cluster had at the end but the table didn't, and vice versa. */
  missing: string[]
  surplus: string[]
}

/** Runs the application through laps of work and measures it idle after each. */
export async function soak({ cluster, laps, rows, plant, say }: SoakRequest): Promise<Soaked> {
  const user = await cluster.user('soak', {
    clusterRules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  })
  const proxy = await startFaultyProxy(cluster)
  const changes = createChanges(cluster, user.token, rows)
  let application: StartedApplication | null = null
  try {
    await changes.seed()
    const kubeconfig = join(cluster.folder, 'soak.kubeconfig')
    const contexts = soakContexts.map((name) => proxy.kubeconfig(name, user.token))
    await writeFile(kubeconfig, merged(...contexts), { mode: 0o600 })
    application = await launch({
      ...{ kubeconfig, context: soakContexts[0] },
      // Nobody looks, and not every machine has a screen. Electron needs one.
      environment: process.env['CREDENZA_RUNTIME'] === 'electron' ? {} : { CREDENZA_HEADLESS: '1' },
    })
    const { window, electron } = application
    const browser = await window.context().newCDPSession(window)
    const measured: Measured[] = []
    for (const [at, lap] of laps.entries()) {
      await runLap({ application, proxy, changes }, lap, at)
      await plant?.(application)
      measured.push({
        ...(await countWindow(electron, browser)),
        ...(await countMain(electron)),
        ...(await countProcess(pidOf(electron))),
      })
      say(`Lap ${at + 1} of ${laps.length}`)
    }
    await browser.detach()
    return { laps: measured, ...(await compareNames(application, cluster)) }
  } finally {
    await application?.close()
    await changes.close()
    await proxy.stop()
  }
}

interface Parts {
  application: Application
  proxy: FaultyProxy
  changes: Changes
}

async function runLap({ application, proxy, changes }: Parts, lap: Lap, at: number): Promise<void> {
  const { window } = application
  const clock = Math.round(lap.clock / Math.max(1, lap.cuts + lap.sleeps))
  const between = Math.max(1, Math.floor(lap.changes / Math.max(1, lap.cuts)))
  let cuts = 0
  await changes.make(lap.changes, async (done) => {
    if (done % between !== 0 || cuts === lap.cuts) return
    cuts += 1
    // A server that ends every watch immediately is asked less and less often, but not one that was up for long.
    await setClocksAhead(application, clock)
    proxy.cutAll()
  })
  for (let turn = 0; turn < lap.switches; turn++) {
    const next = (at * lap.switches + turn + 1) % soakContexts.length
    await switchContext(window, soakContexts[next] ?? soakContexts[0])
  }
  for (let turn = 0; turn < lap.looks; turn++) await lookAround(window)
  for (let turn = 0; turn < lap.snapshots; turn++) await openSnapshot(application, 2000)
  for (let turn = 0; turn < lap.sleeps; turn++) await sleep(application, proxy, clock)
  const name = `Soak lap ${at + 1}.`
  await changes.mark(name)
  await untilShown(window, name)
}

/** Compares the table, as it saves itself, with kubectl's list. */
async function compareNames(
  { window, home, saveAs }: Application,
  cluster: StartedCluster,
): Promise<Pick<Soaked, 'missing' | 'surplus'>> {
  const file = join(home, 'soak.csv')
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await savedNote(window, file).waitFor()
  const saved = Papa.parse<string[]>((await text(file)).replace('\uFEFF', ''), { skipEmptyLines: true }).data
  const shown = saved.slice(1).map(([name = '']) => name)
  const column = annotationKeys.credential.replaceAll('.', '\\.')
  const listed = await cluster.kubectl([
    ...['get', 'secrets', '--all-namespaces', '-o'],
    `jsonpath={range .items[*]}{.metadata.annotations.${column}}{"\\n"}{end}`,
  ])
  const told = listed.split('\n').filter((name) => name !== '')
  return { missing: without(told, shown), surplus: without(shown, told) }
}

/** What is in one list but not in the other. Duplicates count twice. */
function without(names: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const name of others) left.set(name, (left.get(name) ?? 0) + 1)
  return names.filter((name) => {
    const count = left.get(name) ?? 0
    left.set(name, count - 1)
    return count <= 0
  })
}
