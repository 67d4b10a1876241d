import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sourcesWithSource } from '../cluster/debian/debian-sources.ts'
import { findKubectl, findServer } from '../cluster/find-server.ts'

const say = () => undefined
const mayInstall = () => Promise.resolve(false)
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-finding-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function folderWith(name: string, ...programs: string[]): Promise<string> {
  const path = join(folder, name)
  await mkdir(path, { recursive: true })
  for (const program of programs) {
    await writeFile(join(path, program), '')
    await chmod(join(path, program), 0o755)
  }
  return path
}

describe('The server of the tests', () => {
  test('is the given cluster before anything else', async () => {
    const kubeconfig = join(folder, 'config')
    await writeFile(kubeconfig, '')
    const PATH = await folderWith('both', 'kube-apiserver', 'etcd')
    const found = await findServer({
      say,
      mayInstall,
      environment: { CREDENZA_TEST_KUBECONFIG: kubeconfig, PATH },
    })
    expect(found).toMatchObject({ origin: 'given', kubeconfig })
  })

  test('is not silently another one when the given kubeconfig is missing', async () => {
    const environment = { CREDENZA_TEST_KUBECONFIG: join(folder, 'nowhere') }
    await expect(findServer({ say, mayInstall, environment })).rejects.toThrow(join(folder, 'nowhere'))
  })

  test('comes from KUBEBUILDER_ASSETS before the PATH, program by program', async () => {
    const assets = await folderWith('assets', 'kube-apiserver')
    const PATH = await folderWith('path', 'kube-apiserver', 'etcd')
    const found = await findServer({ say, mayInstall, environment: { KUBEBUILDER_ASSETS: assets, PATH } })
    expect(found).toMatchObject({
      origin: 'binaries',
      apiserver: join(assets, 'kube-apiserver'),
      etcd: join(PATH, 'etcd'),
    })
  })

  test('is the one that an earlier build left in the cache', async () => {
    const cache = await folderWith('cache/credenza/kube-apiserver-1.20.2', 'kube-apiserver')
    const PATH = await folderWith('store', 'etcd')
    const environment = { XDG_CACHE_HOME: join(folder, 'cache'), PATH }
    expect(await findServer({ say, mayInstall, environment })).toMatchObject({
      origin: 'debian',
      apiserver: join(cache, 'kube-apiserver'),
    })
  })

  test('is reported as missing, with every way to provide one', async () => {
    const PATH = await folderWith('store', 'etcd')
    const finding = findServer({
      say,
      mayInstall,
      environment: { XDG_CACHE_HOME: join(folder, 'empty'), PATH },
    })
    await expect(finding).rejects.toThrow(
      /kube-apiserver not found.*CREDENZA_TEST_KUBECONFIG.*KUBEBUILDER_ASSETS.*Debian 12/,
    )
  })

  test('needs kubectl next to it', async () => {
    const finding = findKubectl({ say, mayInstall, environment: { PATH: folder } })
    await expect(finding).rejects.toThrow('The tests need kubectl')
  })
})

describe('The sources for a build', () => {
  const derive = (name: string, text: string) => sourcesWithSource([{ name, text }], 'bookworm')

  test('keep the mirror and the key of a .sources file', () => {
    const text = [
      '# The mirror of this site',
      'Types: deb',
      'URIs: http://mirror.example/debian',
      'Suites: bookworm bookworm-updates',
      'Components: main contrib',
      'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
      '',
      'Types: deb',
      'URIs: http://mirror.example/debian-security',
      'Suites: bookworm-security',
      'Components: main',
    ].join('\n')
    expect(derive('debian.sources', text)).toEqual([
      {
        name: 'build.sources',
        text: [
          'types: deb deb-src',
          'uris: http://mirror.example/debian',
          'suites: bookworm',
          'components: main',
          'signed-by: /usr/share/keyrings/debian-archive-keyring.gpg',
          '',
        ].join('\n'),
      },
    ])
  })

  test('keep a key that is in the file itself, line by line', () => {
    const key =
      'Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQENBF\n -----END PGP PUBLIC KEY BLOCK-----\n'
    const text = `Types: deb\nURIs: http://a/debian\nSuites: oldstable\nComponents: main\n${key}`
    expect(derive('a.sources', text)[0]?.text).toContain(key.replace('Signed-By', 'signed-by'))
  })

  test('keep the options of a line of the older form', () => {
    const text = [
      '# deb http://old.example/debian bookworm main',
      'deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian bookworm main non-free # ours',
      'deb http://mirror.example/debian bookworm-updates main',
      'deb http://other.example/tools stable contrib',
    ].join('\n')
    expect(derive('sources.list', text)).toEqual([
      {
        name: 'build.list',
        text:
          'deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian bookworm main\n' +
          'deb-src [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian bookworm main\n',
      },
    ])
  })

  test('leave out what is switched off, and what is not of the release', () => {
    const stanza = 'Types: deb\nURIs: http://a/debian\nSuites: bookworm\nComponents: main\n'
    expect(derive('a.sources', `${stanza}Enabled: no\n`)).toEqual([])
    expect(derive('a.sources', stanza.replace('bookworm', 'nodistro'))).toEqual([])
  })
})
