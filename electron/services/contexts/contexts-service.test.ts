import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

async function list(content: string, asked: AskedAtStart = {}, lastContext = '') {
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
  }).list()
}

describe('the context to open', () => {
  it('may be the sandbox, which stands in no file', async () => {
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

  it('is none where the one asked for does not exist, whatever is current', async () => {
    expect(await list(`${two}current-context: b\n`, { context: 'gone' }, 'a')).toMatchObject({
      current: null,
      problem: { code: 'context-unknown', context: 'gone', file: '', known: ['a', 'b'] },
    })
  })

  it('is none where the current one does not exist: the file that names it is told', async () => {
    expect(await list(`${two}current-context: gone\n`)).toMatchObject({
      current: null,
      problem: { code: 'context-unknown', context: 'gone', file: kubeconfig, known: ['a', 'b'] },
    })
  })

  it('is none where none is current: the files are told', async () => {
    expect(await list(two)).toMatchObject({
      current: null,
      problem: { code: 'context-unset', known: ['a', 'b'], files: [kubeconfig] },
    })
    expect(await list('')).toMatchObject({ problem: { code: 'context-unset', known: [] } })
  })
})
