import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContextList } from '../../../shared/contract/contexts.ts'
import { sandboxContext } from '../../../shared/sandbox.ts'
import { createContextsService } from './contexts-service.ts'
import type { AskedAtStart } from './contexts-service.ts'
import { sandboxContextAt } from './sandbox-context.ts'

let folder = ''
let kubeconfig = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-contexts-'))
  kubeconfig = join(folder, 'config')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const two = `
clusters: [{name: c, cluster: {server: 'https://c.example.org'}}]
contexts: [{name: a, context: {cluster: c}}, {name: b, context: {cluster: c}}]
`

async function serve(content: string, asked: AskedAtStart = {}, lastContext = '') {
  await writeFile(kubeconfig, content)
  return createContextsService({
    asked: { kubeconfig, ...asked },
    environment: () => Promise.resolve({}),
    home: folder,
    platform: 'linux',
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => lastContext,
    consent: { require: () => Promise.resolve(), allow: () => Promise.resolve() },
    sandbox: sandboxContextAt('https://sandbox.invalid'),
  })
}

const list = async (...about: Parameters<typeof serve>) => (await serve(...about)).list()

describe('the context to open', () => {
  it('may be the sandbox, which is in no file', async () => {
    expect(await list(two, { context: sandboxContext })).toMatchObject({
      current: sandboxContext,
      sandbox: sandboxContext,
      problem: null,
    })
  })

  it('is the one asked for, else the current one, else the one that was open last', async () => {
    const current = `${two}current-context: b\n`
    expect(await list(current, { context: 'a' })).toMatchObject({ current: 'a', problem: null })
    expect(await list(current, {}, 'a')).toMatchObject({ current: 'b', problem: null })
    expect(await list(two, {}, 'a')).toMatchObject({ current: 'a', problem: null })
    expect(await list(`${two}current-context: gone\n`, {}, 'a')).toMatchObject({
      current: 'a',
      problem: null,
    })
  })

  it('is none if the requested one does not exist, whichever is current', async () => {
    expect(await list(`${two}current-context: b\n`, { context: 'gone' }, 'a')).toMatchObject({
      current: null,
      problem: { code: 'context-unknown', context: 'gone', file: '', known: ['a', 'b'] },
    })
  })

  it('is none if the current one does not exist: the file that names it is reported', async () => {
    expect(await list(`${two}current-context: gone\n`)).toMatchObject({
      current: null,
      problem: { code: 'context-unknown', context: 'gone', file: kubeconfig, known: ['a', 'b'] },
    })
  })

  it('is none if none is current: the files are reported', async () => {
    expect(await list(two)).toMatchObject({
      current: null,
      problem: { code: 'context-unset', known: ['a', 'b'], files: [kubeconfig] },
    })
    expect(await list('')).toMatchObject({ problem: { code: 'context-unset', known: [] } })
  })

  it('comes with the namespaces that the contexts of its cluster name, and the sandbox with none', async () => {
    const clusters = ['c', 'd', 'sandbox'].map(
      (name) => `{name: ${name}, cluster: {server: 'https://${name}'}}`,
    )
    const contexts = [
      ['a', 'c', 'team'],
      ['b', 'c', ''],
      ['e', 'd', 'other'],
      ['f', 'sandbox', 'third'],
    ].map(
      ([name, cluster, namespace]) =>
        `{name: ${name}, context: {cluster: ${cluster}, namespace: ${namespace}}}`,
    )
    const service = await serve(`clusters: [${clusters.join(', ')}]\ncontexts: [${contexts.join(', ')}]`)
    expect(await service.resolve('b')).toMatchObject({
      context: { name: 'b', cluster: 'c' },
      namespaces: ['team', 'default'],
    })
    expect(await service.resolve(sandboxContext)).toMatchObject({
      context: { name: sandboxContext },
      namespaces: [],
    })
  })
})

describe('kubeconfigs that were chosen', () => {
  const other = two.replaceAll('a,', 'z,')

  async function makeService(kept: string[] = []) {
    const file = join(folder, 'other')
    await writeFile(kubeconfig, two)
    await writeFile(file, other)
    const service = createContextsService({
      asked: { kubeconfig },
      environment: () => Promise.resolve({}),
      home: folder,
      platform: 'linux',
      chooseKubeconfig: () => Promise.resolve(file),
      lastContext: () => '',
      recentFiles: {
        read: () => kept,
        keep: (paths) => {
          kept.splice(0, kept.length, ...paths)
          return Promise.resolve()
        },
      },
      consent: { require: () => Promise.resolve(), allow: () => Promise.resolve() },
      sandbox: null,
    })
    const names = (list: ContextList | null) => list?.contexts.map(({ name }) => name)
    return { service, file, kept, names }
  }

  // Once a kubeconfig was opened, the menu lacked the default files and the recent ones: there was no way back.
  it('are offered again next to the usual ones, and lead back and forth', async () => {
    const { service, file, names } = await makeService()
    expect(await service.list()).toMatchObject({ isUsual: true, recent: [] })
    const chosen = await service.openKubeconfig()
    expect(chosen).toMatchObject({ isUsual: false, recent: [] })
    expect(names(chosen)).toEqual(['z', 'b'])
    const back = await service.readKubeconfig({ file: null })
    expect(back).toMatchObject({ isUsual: true, recent: [file] })
    expect(names(back)).toEqual(['a', 'b'])
    const again = await service.readKubeconfig({ file })
    expect(again).toMatchObject({ isUsual: false, recent: [] })
    expect(names(again)).toEqual(['z', 'b'])
  })

  it('are read only if the user chose them: no other file, and nothing relative', async () => {
    const { service, file } = await makeService(['relative/config', '/with\0nul'])
    await expect(service.readKubeconfig({ file })).rejects.toMatchObject({
      failure: { code: 'input-invalid', field: 'file' },
    })
    await expect(service.readKubeconfig({ file: 'relative/config' })).rejects.toThrow()
    expect(await service.list()).toMatchObject({ isUsual: true, recent: [] })
  })

  it('that are gone say so, and the way back stays', async () => {
    const { service, file, kept } = await makeService()
    await service.openKubeconfig()
    await service.readKubeconfig({ file: null })
    await rm(file)
    const gone = await service.readKubeconfig({ file })
    expect(gone).toMatchObject({ isUsual: false, contexts: [], places: [{ path: file, found: 'missing' }] })
    expect(kept).toEqual([file])
    expect(await service.readKubeconfig({ file: null })).toMatchObject({ isUsual: true, recent: [file] })
  })

  it('are no more than eight, the last one first', async () => {
    const many = Array.from({ length: 8 }, (_, at) => `/k/${String(at)}`)
    const { service, file, kept } = await makeService([...many])
    await service.openKubeconfig()
    expect(kept).toEqual([file, ...many.slice(0, 7)])
  })
})
