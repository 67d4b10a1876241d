import { generateKeyPairSync } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { annotationKeys, lastAppliedAnnotation } from '../../shared/runai.ts'
import { onBothClusters } from './both-clusters.ts'
import { base64, holdsValue, marker, secretOf, type SecretParts } from './cluster-secrets.ts'
import { config, login, ofProject, openChecks, password, type OpenChecks } from './open-checks.ts'
import { codeOf } from './open-wizard.ts'

await onBothClusters((cluster) => {
  let open: OpenChecks
  beforeAll(async () => {
    open = await openChecks(cluster)
  })
  afterAll(() => open.application.stop())

  /** Everything in a secret that a fix could touch. */
  async function contentOf(name: string) {
    const { data, type, metadata } = await secretOf(cluster, open.namespace, name)
    return { data, type, labels: metadata.labels, annotations: metadata.annotations }
  }

  async function recordOfWrites(): Promise<string> {
    const folder = open.application.activity
    const files = await readdir(folder)
    return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('')
  }

  const applied = JSON.stringify({ data: { Password: base64(`${marker}-applied`) } })

  it('fixing removes the line break at the end of a value, and touches nothing else', async () => {
    await open.make({ broken: password('Broken', `${marker}-broken\r\n`, { annotations: { note: 'x' } }) })
    const before = await contentOf('broken')
    const { results } = await open.check(['broken'])
    expect(results['broken']?.found).toEqual([
      {
        finding: { code: 'line-break', key: 'Password' },
        mend: { kind: 'strip-line-break', key: 'Password' },
      },
    ])
    await open.mend(results['broken'], { kind: 'strip-line-break', key: 'Password' })
    expect(await contentOf('broken')).toEqual({
      ...before,
      data: { ...before.data, Password: base64(`${marker}-broken`) },
    })
    expect((await open.check(['broken'])).results['broken']?.found).toEqual([])
  })

  it('fixing adds the line break without which OpenSSH reads no key, and says of the line ends of Windows', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const ofKey = (name: string, ssh: string): SecretParts => ({
      labels: ofProject('generic'),
      annotations: { [annotationKeys.credential]: name, [annotationKeys.format]: 'ssh' },
      data: { ssh },
    })
    await open.make({
      'ssh-short': ofKey('Short', key.trimEnd()),
      'ssh-windows': ofKey('Windows', key.replaceAll('\n', '\r\n')),
      'ssh-well': ofKey('Well', key),
    })
    const { results } = await open.check(['ssh-short', 'ssh-windows', 'ssh-well'])
    const mend = { kind: 'add-line-break', key: 'ssh' } as const
    const fault = (what: string) => ({ code: 'ssh-key', key: 'ssh', what })
    // All three have one key, but no two the same text.
    const own = (name: string) => results[name]?.found.filter(({ finding }) => finding.code === 'ssh-key')
    expect(own('ssh-short')).toEqual([{ finding: fault('no-last-line-break'), mend }])
    expect(own('ssh-windows')).toEqual([{ finding: fault('carriage-returns'), mend: null }])
    expect(own('ssh-well')).toEqual([])
    const before = await contentOf('ssh-short')
    await open.mend(results['ssh-short'], mend)
    expect(await contentOf('ssh-short')).toEqual({ ...before, data: { ssh: base64(key) } })
  })

  it('fixing removes the annotation of kubectl apply, and touches nothing else', async () => {
    await open.make({
      applied: password('Applied', `${marker}-applied`, {
        annotations: { [lastAppliedAnnotation]: applied, note: 'x' },
      }),
    })
    const before = await contentOf('applied')
    const { results } = await open.check(['applied'])
    expect(results['applied']?.found).toEqual([
      { finding: { code: 'values-in-annotation' }, mend: { kind: 'remove-annotation' } },
    ])
    await open.mend(results['applied'], { kind: 'remove-annotation' })
    const { [lastAppliedAnnotation]: _, ...annotations } = before.annotations ?? {}
    expect(await contentOf('applied'), await recordOfWrites()).toEqual({ ...before, annotations })
  })

  it.each([
    ['is missing', 'no-label', { 'run.ai/department': '42' }],
    ['says another type than the Secret has', 'wrong-label', ofProject('password')],
  ])('fixing sets the label of the type if it %s', async (_, name, labels) => {
    await open.make({
      [name]: {
        labels: { ...labels, app: 'other' },
        annotations: { [annotationKeys.credential]: name },
        type: login,
        data: { '.dockerconfigjson': config(`${marker}-${name}`) },
      },
    })
    const before = await contentOf(name)
    const { results } = await open.check([name])
    const mend = { kind: 'set-type-label', value: 'docker-registry' } as const
    expect(results[name]?.found).toEqual([
      { finding: { code: 'type-label', label: 'run.ai/resource', wanted: 'docker-registry' }, mend },
    ])
    await open.mend(results[name], mend)
    expect(await contentOf(name)).toEqual({
      ...before,
      labels: { ...before.labels, 'run.ai/resource': 'docker-registry' },
    })
  })

  it('fixing of what someone changed in the meantime, or of what isn’t a finding, changes nothing and says so', async () => {
    await open.make({ raced: password('Raced', `${marker}-raced\n`) })
    const { results } = await open.check(['raced'])
    await cluster.kubectl(['annotate', 'secret', 'raced', '-n', open.namespace, 'theirs=yes'])
    const before = await contentOf('raced')
    const strip = { kind: 'strip-line-break', key: 'Password' } as const
    expect(await codeOf(open.mend(results['raced'], strip))).toBe('credential-changed')
    const again = (await open.check(['raced'])).results['raced']
    expect(await codeOf(open.mend(again, { kind: 'strip-line-break', key: 'User' }))).toBe(
      'credential-changed',
    )
    expect(await codeOf(open.mend(again, { kind: 'remove-annotation' }))).toBe('credential-changed')
    expect(await contentOf('raced')).toEqual(before)
  })

  it('fixing is not offered for what is immutable, nor for what the console keeps', async () => {
    await open.make({
      fixed: password('Fixed', `${marker}-fixed\n`, { immutable: true }),
      console: {
        labels: { 'run.ai/asset': 'password' },
        data: { User: 'u', Password: `${marker}-console\n` },
      },
    })
    const { results } = await open.check(['fixed', 'console'])
    for (const name of ['fixed', 'console'])
      expect(results[name]?.found).toEqual([{ finding: { code: 'line-break', key: 'Password' }, mend: null }])
    const strip = { kind: 'strip-line-break', key: 'Password' } as const
    expect(await codeOf(open.mend(results['console'], strip))).toBe('credential-of-console')
  })

  it('fixing is in the record of writes, with keys and sizes and no value', async () => {
    const text = await recordOfWrites()
    expect(text).toContain('"operation":"mend"')
    expect(text).toContain('"of":"data","key":"Password"')
    expect(holdsValue(text)).toBe(false)
  })
})
