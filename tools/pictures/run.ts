import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { launch, type LaunchOptions, type StartedApplication } from '../../tests/e2e/application.ts'
import { startCluster, type StartedCluster } from '../../tests/cluster/cluster.ts'
import type { UserRules } from '../../tests/cluster/users.ts'
import { startFaultyProxy, type FaultyProxy } from '../../tests/cluster/faulty-proxy.ts'
import { demoObjects } from './demo-secrets.ts'
import { scenes } from './scenes.ts'
import { takeGalleryPictures } from './gallery-pictures.ts'
import type { DemoPlace, Scene } from './stage.ts'

/**
 * Takes pictures of every state of the real application on a real cluster, light and dark: `npm run pictures [name…]`
 * writes them to docs/pictures/. `gallery` means all components of the window. A scene that can't be shown is reported,
 * and the others are taken.
 */
const folder = resolve(import.meta.dirname, '../../docs/pictures')
const wanted = process.argv.slice(2)

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true })
  if (wanted.length === 0 || wanted.includes('gallery')) await takeGalleryPictures(folder)
  if (wanted.length > 0 && !scenes.some(({ name }) => wanted.includes(name))) return
  const cluster = await startCluster()
  try {
    const { namespaces, unused, unregistered, credentials } = demoObjects()
    await create(cluster, namespaces)
    await create(cluster, [...unused, ...unregistered])
    await takePictures(
      cluster,
      scenes.filter((scene) => scene.isBeforeClaims === true),
    )
    await create(cluster, credentials)
    // It has a finalizer, so that it stays while it is being deleted.
    const doomed = ['secret', 'password-old-arm-controller', '-n', 'runai-robot-arm']
    await cluster.kubectl(['delete', ...doomed, '--wait=false'])
    await takePictures(
      cluster,
      scenes.filter((scene) => scene.isBeforeClaims !== true),
    )
  } finally {
    await cluster.stop()
  }
}

const usualRules: UserRules = {
  clusterRules: [
    { resources: ['secrets'], verbs: ['get', 'list', 'watch', 'create', 'patch'] },
    { resources: ['namespaces'], verbs: ['get', 'list', 'watch'] },
  ],
}

async function create(cluster: StartedCluster, items: object[]): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items }
  await cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(list) })
}

async function takePictures(cluster: StartedCluster, taken: Scene[]): Promise<void> {
  for (const scene of taken) {
    if (wanted.length > 0 && !wanted.includes(scene.name)) continue
    await takePicture(cluster, scene).catch((error: unknown) => {
      console.error(`${scene.name} was not taken:`, error)
      process.exitCode = 1
    })
  }
}

async function takePicture(cluster: StartedCluster, scene: Scene): Promise<void> {
  const proxy = await startFaultyProxy(cluster)
  const home = await mkdtemp(join(tmpdir(), 'credenza-pictures-'))
  let application: StartedApplication | null = null
  try {
    const { token } = await cluster.user('m.okafor', scene.rules ?? usualRules)
    scene.treat?.(proxy)
    const places = await writeFiles(home, scene, demoKubeconfig(proxy, token))
    application = await launch({
      home,
      ...places,
      ...(scene.size === undefined ? {} : { size: scene.size }),
    })
    await scene.show({ ...application, proxy, cluster })
    for (const colorScheme of ['light', 'dark'] as const)
      await takeTheme(application.window, scene.name, colorScheme)
  } finally {
    await application?.close()
    await proxy.stop()
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The window follows the system from one theme to the other in any state. */
async function takeTheme(window: Page, scene: string, colorScheme: 'light' | 'dark'): Promise<void> {
  await window.emulateMedia({ colorScheme })
  await window.locator(`html[data-theme=${colorScheme}]`).waitFor()
  // Charts redraw themselves.
  await window.waitForTimeout(300)
  const name = `${scene}.${colorScheme}.png`
  await writeFile(join(folder, name), await window.screenshot({ animations: 'disabled' }))
  console.log(name)
}

/** Writes kubeconfigs and settings. Returns the options for what kubectl wouldn't find by itself. */
async function writeFiles(
  home: string,
  { kubeconfig = (demo) => demo, isGiven = false, program, files = {}, settings }: Scene,
  demo: string,
): Promise<Pick<LaunchOptions, 'kubeconfig' | 'environment'>> {
  await mkdir(join(home, '.kube'))
  const config = join(home, isGiven ? 'Downloads' : '.kube', 'config')
  const content = kubeconfig(demo)
  if (content !== null) {
    await mkdir(dirname(config), { recursive: true })
    await writeFile(config, content, { mode: 0o600 })
  }
  if (program !== undefined) {
    const file = join(dirname(config), program)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, '#!/bin/sh\n', { mode: 0o755 })
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, '.kube', name), text)
  if (settings !== undefined) {
    const place = { file: config, server: serverOf(demo) }
    const kept = typeof settings === 'function' ? (settings as (demo: DemoPlace) => object)(place) : settings
    await mkdir(join(home, 'user-data'))
    await writeFile(join(home, 'user-data', 'settings.json'), JSON.stringify(kept))
  }
  if (isGiven) return { kubeconfig: config }
  if (Object.keys(files).length === 0) return {}
  const paths = [config, ...Object.keys(files).map((name) => join(home, '.kube', name))]
  return { environment: { KUBECONFIG: paths.join(delimiter) } }
}

function serverOf(demo: string): string {
  const { clusters } = JSON.parse(demo) as { clusters: { cluster: { server: string } }[] }
  return clusters[0]?.cluster.server ?? ''
}

/** `prod-eu-1` through the proxy, as the demo's administrator, and other clusters. */
function demoKubeconfig(proxy: FaultyProxy, token: string): string {
  const config = JSON.parse(proxy.kubeconfig('prod-eu-1', token)) as {
    users: { name: string }[]
    contexts: { name: string; context: { cluster: string; user: string } }[]
    clusters: { name: string; cluster: object }[]
  }
  const others = ['prod-us-2', 'staging', 'lab-dgx']
  for (const name of others) {
    config.clusters.push({ name, cluster: { server: `https://api.${name}.halden.io` } })
    config.contexts.push({ name, context: { cluster: name, user: 'm.okafor' } })
  }
  for (const user of config.users) user.name = 'm.okafor'
  for (const { context } of config.contexts) context.user = 'm.okafor'
  return JSON.stringify(config)
}

await main()
