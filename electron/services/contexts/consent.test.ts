import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf, type FailureOf } from '../../../shared/failure.ts'
import type { PluginConfig, ResolvedContext } from '../../kube/kubeconfig/resolved-context.ts'
import { sampleContext, samplePlugin } from '../../kube/testing/kube-samples.ts'
import { createConsent, type ConsentMemory } from './consent.ts'

const programAt = (path: string) => ({ path, target: path, size: 10, changedAt: 0 })
const plugin = samplePlugin({
  command: 'kubelogin',
  program: programAt('/usr/bin/kubelogin'),
  args: ['get-token', '--tenant=x'],
  env: { TENANT: 'x' },
  clusterConfig: { audience: 'a' },
})

const contextWith = (
  changes: Partial<PluginConfig> = {},
  more: Partial<ResolvedContext> = {},
  file = '/home/u/.kube/config',
) =>
  sampleContext('https://c.example', {
    user: 'u',
    file,
    userFile: file,
    signIn: { kind: 'plugin', plugin: { ...plugin, ...changes } },
    ...more,
  })

function consent(known: ConsentMemory = { allowedPrograms: {}, allowedFiles: {} }, home = '/home/u') {
  let memory = known
  const asked = createConsent({
    read: () => memory,
    change: (changes) => {
      memory = { ...memory, ...changes }
      return Promise.resolve()
    },
    home,
  })
  const question = async (resolved: ResolvedContext, isUsualPlace = true) => {
    try {
      await asked.require(resolved, isUsualPlace)
      return null
    } catch (error) {
      return failureOf(error) as FailureOf<'plugin-not-allowed'> | FailureOf<'files-not-allowed'>
    }
  }
  const allow = async (resolved: ResolvedContext, isUsualPlace = true) => {
    const found = await question(resolved, isUsualPlace)
    await asked.allow(resolved, isUsualPlace, found?.fingerprint ?? '')
  }
  return { ...asked, question, allowShown: allow, memory: () => memory }
}

describe('a kubeconfig that wants to run a program', () => {
  it('is asked about once, with the file that would run, wherever the kubeconfig is', async () => {
    for (const isUsualPlace of [true, false]) {
      const { question, allowShown } = consent()
      expect(await question(contextWith(), isUsualPlace)).toMatchObject({
        code: 'plugin-not-allowed',
        command: 'kubelogin',
        program: { path: '/usr/bin/kubelogin' },
        args: ['get-token', '--tenant=x'],
        environment: [{ name: 'TENANT', value: 'x', hidden: 0, risk: '' }],
        server: 'https://c.example',
        isChanged: false,
      })
      await allowShown(contextWith(), isUsualPlace)
      expect(await question(contextWith(), isUsualPlace)).toBeNull()
    }
  })

  it.each<[string, Partial<PluginConfig>]>([
    ['file', { program: programAt('/tmp/evil/kubelogin') }],
    ['argument', { args: ['get-token', '--tenant=y'] }],
    ['number of arguments', { args: ['get-token --tenant=x'] }],
    ['value of the environment', { env: { TENANT: 'y' } }],
    ['variable', { env: { TENANT: 'x', LD_PRELOAD: '/tmp/evil.so' } }],
    ['apiVersion', { apiVersion: 'client.authentication.k8s.io/v1beta1' }],
    ['what it is told of the cluster', { isToldOfCluster: true }],
  ])('is asked about again if another %s is there', async (_, change) => {
    const { question, allowShown } = consent()
    await allowShown(contextWith())
    expect(await question(contextWith(change))).toMatchObject({ isChanged: true })
  })

  it('is asked about again if what it is given of the cluster changed, but not for another order of it', async () => {
    const told = (clusterConfig: unknown, server = 'https://c.example') =>
      contextWith({ isToldOfCluster: true, clusterConfig }, { server })
    const { question, allowShown } = consent()
    await allowShown(told({ audience: 'a', more: { x: 1, y: 2 } }))
    expect(await question(told({ more: { y: 2, x: 1 }, audience: 'a' }))).toBeNull()
    expect(await question(told({ audience: 'b', more: { x: 1, y: 2 } }))).not.toBeNull()
    expect(await question(told({ audience: 'a', more: { x: 1, y: 2 } }, 'https://evil'))).not.toBeNull()
  })

  it('whose command changed is asked about, also where its user entry was renamed', async () => {
    const { question, allowShown } = consent()
    await allowShown(contextWith())
    const renamed = contextWith({ program: programAt('/tmp/evil') }, { user: 'u2', name: 'other' })
    expect(await question(renamed)).toMatchObject({ user: 'u2', isChanged: true })
    expect(await question(contextWith({}, { user: 'u2', name: 'other' }))).toBeNull()
  })

  it('is asked about in another file, which is not trusted with what the first one may', async () => {
    const { question, allowShown } = consent()
    await allowShown(contextWith())
    const other = contextWith({}, {}, '/home/u/Downloads/config')
    expect(await question(other, false)).toMatchObject({ isChanged: false })
  })

  it('is asked about if the settings were lost: nothing is trusted just because it exists', async () => {
    const before = consent()
    await before.allowShown(contextWith())
    expect(await consent(before.memory()).question(contextWith())).toBeNull()
    expect(await consent().question(contextWith())).not.toBeNull()
  })

  it('is not allowed by the consent to another command', async () => {
    const { allow, question } = consent()
    const shown = await question(contextWith())
    const swapped = contextWith({ program: programAt('/tmp/evil') })
    await expect(allow(swapped, true, shown?.fingerprint ?? '')).rejects.toThrow('plugin-not-allowed')
    expect(await question(swapped)).not.toBeNull()
  })

  it('is shown with what can make it run other code first, and long values cut', async () => {
    const env = { REALM: 'ml', LD_PRELOAD: '/tmp/x.so', LONG: 'x'.repeat(5000), Path: '/tmp' }
    const found = await consent().question(contextWith({ env }))
    expect(found).toMatchObject({
      environment: [
        { name: 'LD_PRELOAD', value: '/tmp/x.so', risk: 'Loads extra code' },
        { name: 'Path', value: '/tmp', risk: 'Can run other programs' },
        { name: 'REALM', risk: '' },
        { name: 'LONG', hidden: 904, risk: '' },
      ],
    })
  })

  it('is shown with how much more there is of what it is given of the cluster', async () => {
    const clusterConfig = { a: 'x'.repeat(5000), run: '/tmp/evil' }
    const found = await consent().question(contextWith({ isToldOfCluster: true, clusterConfig }))
    const more = JSON.stringify(clusterConfig).length - 4096
    expect(found).toMatchObject({
      clusterConfig: expect.stringMatching(new RegExp(`x… and ${more} more characters$`)) as string,
    })
  })

  it('leaves none of its values in what is remembered', async () => {
    const { allowShown, memory } = consent()
    await allowShown(contextWith({ env: { CLIENT_SECRET: 'hunter2' }, args: ['--password=hunter2'] }))
    expect(JSON.stringify(memory())).toContain('/home/u/.kube/config')
    expect(JSON.stringify(memory())).not.toContain('hunter2')
  })
})

describe('a kubeconfig that names files outside its own folder', () => {
  let home = ''
  let file = ''
  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), 'credenza-consent-')))
    await mkdir(join(home, 'Downloads/keys'), { recursive: true })
    file = join(home, 'Downloads/config')
    for (const name of ['.vault-token', 'Downloads/token', 'Downloads/keys/key']) {
      await writeFile(join(home, name), 'x')
    }
  })
  afterEach(() => rm(home, { recursive: true, force: true }))

  const withToken = (path: string, more: Partial<ResolvedContext> = {}) =>
    sampleContext('https://c.example', {
      file,
      userFile: file,
      signIn: { kind: 'token-file', file: join(home, 'Downloads', path), token: '' },
      ...more,
    })

  it('is asked about them once, with the server that they would go to', async () => {
    const { question, allowShown } = consent()
    const path = join(home, '.vault-token')
    expect(await question(withToken('../.vault-token'), false)).toMatchObject({
      code: 'files-not-allowed',
      file,
      server: 'https://c.example',
      files: [{ field: 'tokenFile', path, target: path }],
    })
    await allowShown(withToken('../.vault-token'), false)
    expect(await question(withToken('../.vault-token'), false)).toBeNull()
    const elsewhere = withToken('../.vault-token', { server: 'https://evil.example' })
    expect(await question(elsewhere, false)).not.toBeNull()
    expect(await question(withToken('../.npmrc'), false)).not.toBeNull()
  })

  it('is not asked about files in its own folder, nor where kubectl looks by itself', async () => {
    const { question } = consent()
    for (const path of ['token', 'keys/key', './keys/../token', 'not-there-yet']) {
      expect(await question(withToken(path), false), path).toBeNull()
    }
    expect(await question(withToken('../.vault-token'), true)).toBeNull()
  })

  it('is asked about hidden files next to it, and about all where it is in the home folder or above', async () => {
    for (const path of ['.npmrc', './.docker/config.json', 'keys/.pgpass', '../Downloads/.env']) {
      expect(await consent().question(withToken(path), false), path).not.toBeNull()
    }
    const mounted = join(home, 'Downloads/..2026_11_28')
    await mkdir(mounted)
    await writeFile(join(mounted, 'mounted'), 'x')
    await symlink('..2026_11_28/mounted', join(home, 'Downloads/mounted'))
    expect(await consent().question(withToken('mounted'), false)).toBeNull()
    for (const folder of ['Downloads', 'Downloads/keys']) {
      const inHome = consent(undefined, join(home, folder))
      expect(await inHome.question(withToken('token'), false), folder).toMatchObject({
        code: 'files-not-allowed',
      })
    }
    expect(await consent(undefined, home).question(withToken('token'), false)).toBeNull()
  })

  it('is asked about what a link in its own folder leads to, and again where that changes', async () => {
    const { question, allowShown } = consent()
    const target = join(home, '.vault-token')
    await symlink(target, join(home, 'Downloads/link'))
    await symlink(home, join(home, 'Downloads/folder'))
    expect(await question(withToken('link'), false)).toMatchObject({ files: [{ target }] })
    expect(await question(withToken('folder/.vault-token'), false)).toMatchObject({ files: [{ target }] })
    expect(await question(withToken('folder/not-there'), false)).toMatchObject({
      files: [{ target: join(home, 'not-there') }],
    })
    await allowShown(withToken('link'), false)
    await rm(join(home, 'Downloads/link'))
    await symlink(join(home, '.npmrc'), join(home, 'Downloads/link'))
    expect(await question(withToken('link'), false)).not.toBeNull()
  })

  it('is asked about certificates, keys and authorities too, and the folder itself is not a way out', async () => {
    const outside = (field: string) => ({ kind: 'file', field, file: join(home, field) }) as const
    const context = withToken('token', {
      authority: outside('certificate-authority'),
      clientCertificate: { certificate: outside('client-certificate'), key: outside('client-key') },
    })
    const found = await consent().question(context, false)
    expect(found).toMatchObject({
      files: [{ field: 'client-certificate' }, { field: 'client-key' }, { field: 'certificate-authority' }],
    })
    const beside = withToken('../Downloads-of-another/token')
    expect(await consent().question(beside, false)).not.toBeNull()
  })

  it('asks about the files before the program', async () => {
    const { question, allowShown } = consent()
    const authority = { kind: 'file', field: 'certificate-authority', file: join(home, 'ca') } as const
    const both = contextWith({}, { authority }, file)
    expect(await question(both, false)).toMatchObject({ code: 'files-not-allowed' })
    await allowShown(both, false)
    expect(await question(both, false)).toMatchObject({ code: 'plugin-not-allowed' })
    await allowShown(both, false)
    expect(await question(both, false)).toBeNull()
  })

  it('never looks at a path of another machine to find out', async () => {
    const context = withToken('x', {
      signIn: { kind: 'token-file', file: '\\\\evil.example\\share\\token', token: '' },
    })
    // On Windows it is outside. Elsewhere it is a name in the process's folder.
    expect(await consent().question(context, false)).toMatchObject({
      files: [{ path: '\\\\evil.example\\share\\token', target: '\\\\evil.example\\share\\token' }],
    })
  })
})
