import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { packApplication } from './pack-application.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
let folder = ''
let application = ''
let appImage = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-package-'))
  ;({ application, appImage } = await packApplication(folder))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const archive = () => join(application, 'resources/app.asar')
const filesIn = async (place: string) =>
  (await readdir(place, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))

interface Shipped {
  name: string
  version: string
  text: string
}
const shipped = async () =>
  JSON.parse(await readFile(join(root, 'out/third-party.json'), 'utf8')) as Shipped[]

describe('the package', () => {
  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(application, 'credenza'))
    // The wire is text.
    const [DISABLE, ENABLE] = ['0'.charCodeAt(0), '1'.charCodeAt(0)]
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: DISABLE,
      [FuseV1Options.EnableCookieEncryption]: ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE,
    })
  })

  it('holds in its archive what it needs and nothing else', () => {
    const allowed = [
      /^\/package\.json$/,
      /^\/out\/third-party\.json$/,
      /^\/out\/main\/(?:index|keychain|command|snapshots)\.js$/,
      /^\/out\/main\/chunks\/[\w-]+\.js$/,
      /^\/out\/preload\/preload\.cjs$/,
      /^\/out\/renderer\/index\.html$/,
      /^\/out\/renderer\/assets\/[\w-]+\.(?:js|css)$/,
      /^\/node_modules\/@napi-rs\/keyring\/(?:LICENSE|package\.json|index\.js|keytar\.js)$/,
      /^\/node_modules\/@napi-rs\/keyring-[a-z0-9-]+\/(?:package\.json|[\w.-]+\.node)$/,
    ]
    const all = listPackage(archive(), { isPack: false })
    const isFolder = (path: string) => all.some((other) => other.startsWith(`${path}/`))
    const files = all.filter((path) => !isFolder(path))
    expect(files.length).toBeGreaterThan(10)
    expect(files.filter((path) => !allowed.some((form) => form.test(path)))).toEqual([])
    for (const file of files.filter((path) => /\.(?:c?js|css)$/.test(path))) {
      expect(extractFile(archive(), file.slice(1)).toString('utf8')).not.toContain('sourceMappingURL=')
    }
  })

  it('has no map, test or source file next to its archive', async () => {
    const files = await filesIn(application)
    expect(files).toContain('resources/app.asar')
    expect(files.filter((file) => /\.(?:map|tsx?|vue)$|\.test\.|(?:^|\/)tests?\//.test(file))).toEqual([])
  })

  it('brings the notices of all code that was bundled', async () => {
    const text = await readFile(join(application, 'resources/THIRD-PARTY-NOTICES.txt'), 'utf8')
    const packages = await shipped()
    const names = packages.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        '@vue/runtime-core',
        'naive-ui',
        'undici',
        'papaparse',
        'yaml',
        '@napi-rs/keyring',
      ]),
    )
    for (const { name, version, text: licence } of packages) {
      expect(text).toContain(`${name} ${version} (`)
      expect(text).toContain(licence)
      expect(licence).toMatch(/copyright|ISC License|Permission/i)
    }
    expect(await readFile(join(application, 'resources/LICENSE.txt'), 'utf8')).toContain('Apache License')
  })

  it('has a bill of materials with all of that, and Electron', async () => {
    const [name = ''] = (await readdir(join(folder, 'dist'))).filter((file) => file.endsWith('.cdx.json'))
    const bill = JSON.parse(await readFile(join(folder, 'dist', name), 'utf8')) as {
      bomFormat: string
      components: { 'bom-ref': string; licenses: unknown[]; hashes: unknown[] }[]
    }
    expect(bill.bomFormat).toBe('CycloneDX')
    const refs = bill.components.map((component) => component['bom-ref'])
    const wanted = (await shipped()).map((each) => `${each.name}@${each.version}`)
    expect(refs.filter((ref) => !ref.startsWith('electron@')).toSorted()).toEqual(wanted.toSorted())
    expect(refs.some((ref) => ref.startsWith('electron@'))).toBe(true)
    expect(bill.components.every(({ licenses, hashes }) => licenses.length > 0 && hashes.length > 0)).toBe(
      true,
    )
  })

  it('comes with checksums of everything that is to be downloaded', async () => {
    const sums = await readFile(join(folder, 'dist/SHA256SUMS'), 'utf8')
    const lines = sums
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '))
    expect(lines.map(([, name]) => name?.replace(/^.*\.(AppImage|cdx\.json)$/, '$1'))).toEqual([
      'AppImage',
      'cdx.json',
    ])
    for (const [sum, name = ''] of lines) {
      const content = await readFile(join(folder, 'dist', name))
      expect(createHash('sha256').update(content).digest('hex')).toBe(sum)
    }
  })

  it('asks macOS only for the right to compile while it runs', async () => {
    const { mac } = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8')) as {
      mac: { hardenedRuntime: boolean; entitlements: string; entitlementsInherit: string }
    }
    expect(mac.hardenedRuntime).toBe(true)
    for (const file of [mac.entitlements, mac.entitlementsInherit]) {
      const text = await readFile(join(root, file), 'utf8')
      expect(
        [...text.matchAll(/<key>([^<]+)<\/key>\s*<(\w+)\/>/g)].map(([, key, value]) => [key, value]),
      ).toEqual([['com.apple.security.cs.allow-jit', 'true']])
    }
  })
})

describe('the AppImage', () => {
  it('switches no sandbox off: neither in its desktop entry nor in its AppRun', async () => {
    const entry = await readFile(join(appImage, 'credenza.desktop'), 'utf8')
    expect(/^Exec=(.*)$/m.exec(entry)?.[1]).toBe('AppRun %U')
    for (const file of ['credenza.desktop', 'AppRun']) {
      expect(await readFile(join(appImage, file), 'utf8')).not.toMatch(/no-sandbox|NO_SANDBOX/)
    }
  })

  it('starts the application with what it was given, and without core dumps', async () => {
    const { stdout } = await run(join(appImage, 'AppRun'), ['--context', 'a b', '$(x)'])
    expect(stdout.trimEnd().split('\n')).toEqual(['--context', 'a b', '$(x)', 'cores 0'])
  })

  it('does so too where the system has no sandbox: Electron then says that it can’t start', async () => {
    const bin = join(folder, 'bin')
    await run('mkdir', [bin])
    await run('sh', ['-c', `printf '#!/bin/sh\\nexit 1\\n' > '${bin}/unshare'; chmod 755 '${bin}/unshare'`])
    const { stdout, stderr } = await run(join(appImage, 'AppRun'), ['x'], {
      env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    })
    expect(stdout).toBe('x\ncores 0\n')
    expect(stderr).toContain('does not start without one')
  })
})

describe('the deb package', () => {
  it('leaves the AppImage’s AppRun out, and its desktop entry switches nothing off', async () => {
    const { deb, linux } = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8')) as {
      deb: { fpm: string[] }
      linux: { executableArgs?: string[] }
    }
    expect(deb.fpm).toEqual(['--exclude=opt/Credenza/AppRun'])
    expect(linux.executableArgs).toBeUndefined()
  })
})
