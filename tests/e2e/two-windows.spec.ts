import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { ActivityWrite } from '../../shared/activity-writes.ts'
import { annotationKeys } from '../../shared/runai.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { explained, watchVersions, writesIn } from '../integration/activity/witness.ts'
import { createRandom, type Random } from '../integration/recovery/random.ts'
import { cell, expect, rowOf, searchField, test } from './application.ts'
import { ownProject } from './own-project.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'

/** How many seconds everyone edits, and the seed of what each does. */
const seconds = Number(process.env['CREDENZA_WINDOWS_SECONDS'] ?? 60)
const seed = Number(process.env['CREDENZA_WINDOWS_SEED'] ?? Date.now() % 1_000_000)
const loop = 'example.com/loop'
const { description } = annotationKeys
type IsOver = () => boolean

/** Edits descriptions in one window, and sometimes rotates, until stopped. Returns how much it did. */
async function editInWindow(
  window: Page,
  who: string,
  names: readonly string[],
  random: Random,
  isOver: IsOver,
) {
  const done = { described: 0, contested: 0, rotated: 0 }
  const dialog = window.getByRole('dialog')
  for (let count = 0; !isOver(); count += 1) {
    const name = random.pick(names)
    await searchField(window).fill(name)
    await cell(rowOf(window, name), 'name').click()
    const panel = window.getByRole('region', { name, exact: true })
    if (random.next() < 0.25) {
      await panel.getByRole('button', { name: 'Rotate…' }).click()
      await dialog.getByRole('textbox', { name: 'Password' }).fill(`FAKE-${who}-${count}`)
      const rotate = dialog.getByRole('button', { name: /^Rotate/ })
      // Not before the other secrets of the cluster have been searched for the same value.
      await expect(rotate).toBeEnabled()
      await rotate.click()
      await expect(dialog.getByText(/1 of 1 rotated|1 failed/)).toBeVisible()
      if (await dialog.getByText('1 failed').isVisible()) done.contested += 1
      else done.rotated += 1
      await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    } else {
      await panel.getByRole('button', { name: 'Rename…' }).click()
      await expect(dialog).toContainText('annotate secret')
      await dialog.getByRole('textbox', { name: 'Description' }).fill(`${who} ${count}`)
      const save = dialog.getByRole('button', { name: 'Save' })
      const theirs = dialog.getByRole('alert')
      await save.click()
      await expect(async () => {
        expect((await dialog.count()) === 0 || (await theirs.count()) > 0).toBe(true)
      }).toPass()
      if ((await dialog.count()) > 0) {
        // Both versions are shown, and a person chooses the existing one.
        done.contested += 1
        await dialog.getByRole('button', { name: 'Cancel' }).click()
      } else done.described += 1
    }
    await expect(dialog).toHaveCount(0)
  }
  return done
}

/** Edits by kubectl until stopped. Returns the outputs by version. */
async function editByKubectl(
  cluster: Cluster,
  namespace: string,
  names: readonly string[],
  random: Random,
  isOver: IsOver,
) {
  const written = new Map<string, string>()
  for (let count = 0; !isOver(); count += 1) {
    const name = random.pick(names)
    const [key, value] = [random.pick([description, loop]), `kubectl ${count}`]
    const patch = JSON.stringify({ metadata: { annotations: { [key]: value } } })
    const version = await cluster.kubectl([
      ...['patch', 'secret', name, '-n', namespace, '--type=merge', '-p', patch],
      ...['-o', 'jsonpath={.metadata.resourceVersion}'],
    ])
    written.set(version, `${name} ${key}=${value}`)
  }
  return written
}

test('two windows and kubectl that edit the same twenty credentials lose and overwrite nothing silently', async ({
  start,
  cluster,
}) => {
  test.setTimeout(600_000)
  process.stdout.write(`Two windows and kubectl: CREDENZA_WINDOWS_SEED=${seed}\n`)
  const random = createRandom(seed)
  const project = ownProject('two-windows')
  const namespace = await cluster.namespace('windows', { 'runai/queue': project })
  const names = Array.from({ length: 20 }, (_, at) => `w${String(at).padStart(2, '0')}-${namespace}`)
  await registeredSecrets(
    cluster,
    names.map((name) => ({
      namespace,
      name,
      credential: { credential: name, description: 'first', origin: 'new' },
    })),
  )
  // Unique values, so that no rotation includes another credential.
  for (const [at, name] of names.entries()) {
    const patch = JSON.stringify({ stringData: { Password: `FAKE-own-${at}` } })
    await cluster.kubectl(['patch', 'secret', name, '-n', namespace, '--type=merge', '-p', patch])
  }
  const witness = await watchVersions(cluster.adminKubeconfig, namespace, [
    ...Object.values(annotationKeys),
    loop,
  ])
  const applications = await Promise.all([1, 2].map(() => start({ kubeconfig: cluster.adminKubeconfig })))
  for (const { window } of applications) {
    await expect(window.getByRole('contentinfo')).toContainText('Live')
    await searchField(window).fill(namespace)
    await expect(rowOf(window, names[0] ?? '')).toBeVisible()
  }

  const end = Date.now() + seconds * 1000
  const isOver = () => Date.now() > end
  const seeds = [random.below(2 ** 31), random.below(2 ** 31), random.below(2 ** 31)].map(createRandom)
  const [byKubectl, ...did] = await Promise.all([
    editByKubectl(cluster, namespace, names, seeds[2] ?? random, isOver),
    ...applications.map(({ window }, at) =>
      editInWindow(window, `window${at}`, names, seeds[at] ?? random, isOver),
    ),
  ])

  const writes = (
    await Promise.all(applications.map(({ userData }) => writesIn(join(userData, 'activity'))))
  ).flat()
  const done = writes.filter(({ ended }) => ended?.end === 'done')
  const versionOf = ({ ended }: ActivityWrite) => ended?.resourceVersion ?? ''
  for (const resourceVersion of [...done.map(versionOf), ...byKubectl.keys()])
    await witness.until((each) => each.resourceVersion === resourceVersion)
  await witness.stop()
  const seen = witness.seen.filter(({ name }) => names.includes(name))

  // One of the three created each version: either a window's record or kubectl's output says so.
  for (const version of seen) {
    const told = byKubectl.get(version.resourceVersion)
    const makers = done.filter((write) => versionOf(write) === version.resourceVersion)
    expect(makers.length + (told === undefined ? 0 : 1), JSON.stringify(version)).toBe(1)
    if (told === undefined) expect(explained(version, writes)).toBe(makers[0])
    else
      expect(
        [description, loop].map((key) => `${version.name} ${key}=${version.annotations[key]}`),
      ).toContain(told)
  }
  // Each write was based on the version that existed, and names its content.
  for (const write of done) {
    const { object, resourceVersion, changes } = write.begun
    const ofIt = seen.filter(({ name }) => name === object.name)
    const before = ofIt[ofIt.findIndex((each) => each.resourceVersion === versionOf(write)) - 1]
    if (before === undefined) continue
    expect(before.resourceVersion).toBe(resourceVersion)
    for (const { of, key, before: was } of changes)
      if (of === 'annotation') expect(was).toBe(before.annotations[key] ?? null)
  }
  // What people were told as done or conflicting matches the records.
  const sum = (pick: (each: (typeof did)[number]) => number) => did.reduce((all, each) => all + pick(each), 0)
  const ofKind = (operation: string) => done.filter(({ begun }) => begun.operation === operation).length
  expect(ofKind('describe')).toBe(sum(({ described }) => described))
  expect(ofKind('rotate')).toBe(sum(({ rotated }) => rotated))
  expect(writes.filter(({ ended }) => ended === null)).toEqual([])
  const figures = { versions: seen.length, kubectl: byKubectl.size, did }
  process.stdout.write(`Two windows and kubectl, seed ${seed}: ${JSON.stringify(figures)}\n`)
  expect(sum(({ described, rotated }) => described + rotated)).toBeGreaterThan(0)
})
