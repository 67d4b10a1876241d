import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useCluster } from '../cluster/use-cluster.ts'
import { connectBy, failureFrom } from './kube-connect.ts'

const cluster = useCluster()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-sign-in-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function kubeconfig(user: object, more: object = {}): Promise<string> {
  const file = join(folder, 'kubeconfig')
  const authority = cluster.caData === undefined ? {} : { 'certificate-authority-data': cluster.caData }
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    clusters: [{ name: 'c', cluster: { server: cluster.server, ...authority, ...more } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
  })
  await writeFile(file, text)
  return file
}

async function namespacesAs(user: object, more?: object): Promise<unknown> {
  const connection = await connectBy(await kubeconfig(user, more))
  const failure = await failureFrom(connection.listRows({ path: '/api/v1/namespaces', onRows: () => {} }))
  await connection.close()
  return failure
}

describe('signing in to a real cluster', () => {
  let token = ''
  beforeAll(async () => {
    const rules = { clusterRules: [{ resources: ['namespaces'], verbs: ['list'] }] }
    token = (await cluster.user('signer', rules)).token
  })

  it('works by a client certificate, or what else the kubeconfig of the administrator has', async () => {
    const connection = await connectBy(cluster.adminKubeconfig)
    expect(await connection.getJson('/version')).toMatchObject({ gitVersion: cluster.version })
    await connection.close()
  })

  it('works by a token, a token file and an exec plugin', async () => {
    expect(await namespacesAs({ token })).toBe('did not fail')
    await writeFile(join(folder, 'token'), `${token}\n`)
    expect(await namespacesAs({ tokenFile: 'token' })).toBe('did not fail')
    const credential = {
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1',
      status: { token },
    }
    await writeFile(join(folder, 'plugin'), `#!/bin/sh\ncat <<'END'\n${JSON.stringify(credential)}\nEND\n`)
    await chmod(join(folder, 'plugin'), 0o755)
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: './plugin' }
    expect(await namespacesAs({ exec })).toBe('did not fail')
  })

  it('fails by a wrong token, without repeating it', async () => {
    const failure = await namespacesAs({ token: 'wrong-token-value' })
    expect(failure).toMatchObject({ code: 'unauthorized', user: 'u', server: cluster.server })
    expect(JSON.stringify(failure)).not.toContain('wrong-token-value')
  })

  it('fails by an expired client certificate: the date is reported', async () => {
    if (cluster.certificateUser === undefined) {
      expect(cluster.origin).toBe('given')
      return
    }
    const notAfter = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000)
    const file = cluster.certificateUser({ name: 'late', notAfter })
    const connection = await connectBy(file)
    const failure = await failureFrom(connection.getJson('/version'))
    await connection.close()
    expect(failure).toMatchObject({ code: 'client-certificate-expired', expiredAt: notAfter.toISOString() })
  })

  it('works as another user if the rights allow it', async () => {
    const admin = JSON.parse(
      await cluster.kubectl([
        'config',
        'view',
        '--raw',
        '--flatten',
        '-o',
        'json',
        '--kubeconfig',
        cluster.adminKubeconfig,
      ]),
    ) as { users: [{ user: object }] }
    expect(await namespacesAs({ ...admin.users[0].user, as: 'nobody-in-particular' })).toMatchObject({
      code: 'forbidden',
      user: 'nobody-in-particular',
    })
    expect(await namespacesAs({ token, as: 'system:admin' })).toMatchObject({ code: 'forbidden' })
  })

  it('reads no authority twice from a file that has gone, and says which one it was', async () => {
    const failure = await namespacesAs(
      { token },
      { 'certificate-authority-data': undefined, 'certificate-authority': 'gone.crt' },
    )
    expect(failure).toMatchObject({
      code: 'context-unusable',
      file: join(folder, 'gone.crt'),
      reason: 'ENOENT',
    })
    expect(await readFile(join(folder, 'token'), 'utf8')).toContain(token)
  })
})
