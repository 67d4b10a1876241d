import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Connection } from '../connection.ts'
import type { PluginConfig } from '../kubeconfig/resolved-context.ts'
import { failureFrom, samplePlugin, shiftedClock } from '../testing/kube-samples.ts'
import { until } from '../testing/loopback-server.ts'
import { useSignInServer } from '../testing/sign-in-server.ts'

const signIn = useSignInServer()

/** A plugin that is a shell script; it counts its runs in a file. */
async function plugin(script: string, more: Partial<PluginConfig> = {}): Promise<PluginConfig> {
  const command = join(signIn.folder, 'plugin')
  await writeFile(command, `#!/bin/sh\necho run >> '${signIn.folder}/runs'\n${script}\n`)
  await chmod(command, 0o755)
  const program = { path: command, target: command, size: 0, changedAt: 0 }
  return samplePlugin({ command, program, installHint: 'get it there', ...more })
}

const runs = async () =>
  (await readFile(join(signIn.folder, 'runs'), 'utf8').catch(() => '')).split('\n').length - 1
const credential = (status: object, apiVersion = 'client.authentication.k8s.io/v1') =>
  `cat <<'END'\n${JSON.stringify({ kind: 'ExecCredential', apiVersion, status })}\nEND`

/** The script of a plugin that returns another token on each run. */
const numbered = () =>
  `n=$(wc -l < '${signIn.folder}/runs' | tr -d ' ')\nprintf '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"token-%s"}}' "$n"`

function connect(config: PluginConfig, more: Parameters<typeof signIn.connect>[0] & object = {}): Connection {
  return signIn.connect({
    ...more,
    context: { signIn: { kind: 'plugin', plugin: config }, ...more.context },
  })
}

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('signing in by an exec plugin', () => {
  it('runs it once for all who wait, and keeps a token without an expiry', async () => {
    const connection = connect(await plugin(`sleep 0.1\n${credential({ token: 'abc' })}`))
    await Promise.all([1, 2, 3].map(() => connection.getJson('/version')))
    await connection.getJson('/version')
    expect(new Set(signIn.seen)).toEqual(new Set(['Bearer abc']))
    expect(await runs()).toBe(1)
  })

  it('runs it again shortly before the token expires', async () => {
    const expirationTimestamp = new Date(Date.now() + 600_000).toISOString()
    const clock = shiftedClock()
    const config = await plugin(credential({ token: 'abc', expirationTimestamp }))
    const connection = connect(config, { clock })
    await connection.getJson('/version')
    await connection.getJson('/version')
    const before = await runs()
    clock.shift(590_000)
    await connection.getJson('/version')
    expect([before, await runs()]).toEqual([1, 2])
  })

  it('runs it again after a 401, once', async () => {
    signIn.good = new Set(['token-2'])
    const connection = connect(await plugin(numbered()))
    expect(await connection.getJson('/version')).toEqual({})
    expect(signIn.seen).toEqual(['Bearer token-1', 'Bearer token-2'])
    signIn.good = new Set()
    expect(await failureFrom(connection.getJson('/version'))).toMatchObject({ code: 'unauthorized' })
    expect(await runs()).toBe(3)
  })

  it('is run once more for all whose token is refused, and then when the user tries again', async () => {
    const clock = shiftedClock()
    const connection = connect(await plugin(numbered()), { clock })
    await connection.getJson('/version')
    signIn.good = new Set()
    const asked = Array.from({ length: 5 }, () => failureFrom(connection.getJson('/version')))
    for (const failure of await Promise.all(asked)) expect(failure).toMatchObject({ code: 'unauthorized' })
    // A list that starts late, as after a wait, can't try another token.
    expect(await failureFrom(connection.getJson('/version'))).toMatchObject({ code: 'unauthorized' })
    expect(await runs()).toBe(2)
    signIn.good = null
    await connection.signIn()
    expect(await runs()).toBe(3)
    signIn.good = new Set()
    clock.shift(31_000)
    await failureFrom(connection.getJson('/version'))
    expect(await runs()).toBe(4)
  })

  it('says when a refused token had expired, and never the token itself', async () => {
    signIn.good = new Set()
    const claims = Buffer.from(JSON.stringify({ exp: 1_700_000_000 })).toString('base64url')
    const connection = connect(await plugin(credential({ token: `eyJhbGciOiJub25lIn0.${claims}.sig` })))
    const failure = await failureFrom(connection.getJson('/version'))
    expect(failure).toMatchObject({ code: 'unauthorized', expiredAt: '2023-11-14T22:13:20.000Z' })
    expect(JSON.stringify(failure)).not.toContain(claims)
  })

  it('passes the cluster to it if the kubeconfig says so, and that nobody can be asked', async () => {
    const context = { authority: null, proxy: '', tlsServerName: 'inner.example' }
    const config = await plugin(
      `printf '%s' "$KUBERNETES_EXEC_INFO" > '${signIn.folder}/info'\nprintf '%s %s' "$OWN" "$1" > '${signIn.folder}/own'\n${credential({ token: 'a' })}`,
      {
        isToldOfCluster: true,
        clusterConfig: { audience: 'x' },
        env: { OWN: 'value' },
        args: ['$HOME; touch evil'],
      },
    )
    await connect(config, { context }).getJson('/version')
    expect(JSON.parse(await readFile(join(signIn.folder, 'info'), 'utf8'))).toEqual({
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1',
      spec: {
        interactive: false,
        cluster: { server: signIn.server.url, 'tls-server-name': 'inner.example', config: { audience: 'x' } },
      },
    })
    expect(await readFile(join(signIn.folder, 'own'), 'utf8')).toBe('value $HOME; touch evil')
  })

  it('reports when it starts and ends', async () => {
    const told: (string | null)[] = []
    const config = await plugin(credential({ token: 'a' }))
    await connect(config, { onPlugin: (command) => told.push(command) }).signIn()
    expect(told).toEqual([config.command, null])
  })

  it('says how to get one that is missing', async () => {
    const missing = { ...(await plugin('')), command: 'no-such-plugin-anywhere', program: null }
    expect(await failureFrom(connect(missing).getJson('/version'))).toEqual({
      code: 'plugin-missing',
      command: 'no-such-plugin-anywhere',
      hint: 'get it there',
    })
  })

  it('repeats the end of what a failing one said, without tokens and without what it was given', async () => {
    const config = await plugin(
      'head -c 10000 /dev/zero | tr "\\0" x >&2\necho "login at https://id.example for $OWN eyJhbGciOiJub25lIn0.abc.def" >&2\nexit 3',
      { env: { OWN: 'SECRETVALUE' } },
    )
    const failure = await failureFrom(connect(config).getJson('/version'))
    expect(failure).toMatchObject({
      code: 'plugin-failed',
      exitCode: 3,
      said: expect.stringContaining('login at https://id.example for *** ***') as string,
    })
    expect((failure as { said: string }).said.length).toBeLessThanOrEqual(4096)
  })

  // Linux takes no variable over 128 KiB, and KUBERNETES_EXEC_INFO holds the authorities in base64:
  // https://github.com/kubernetes-sigs/kustomize/issues/5480, https://github.com/kubernetes/enhancements/pull/2023
  it.runIf(process.platform === 'linux')(
    'says why the system starts none: too much about the cluster',
    async () => {
      const authority = { kind: 'data', field: '', file: '', pem: 'x'.repeat(100 * 1024) } as const
      const config = await plugin(credential({ token: 'abc' }), { isToldOfCluster: true })
      const connection = connect(config, { context: { authority } })
      expect(await failureFrom(connection.getJson('/version'))).toEqual({
        code: 'plugin-failed',
        command: config.command,
        exitCode: null,
        reason: 'E2BIG',
      })
    },
  )

  // https://github.com/int128/kubelogin/issues/561
  it.runIf(process.platform !== 'win32')('says that it is there but its interpreter isn’t', async () => {
    const config = await plugin('')
    await writeFile(config.command, '#!/no/such/interpreter\n')
    const failure = await failureFrom(connect(config).getJson('/version'))
    expect(failure).toEqual({
      code: 'plugin-failed',
      command: config.command,
      exitCode: null,
      reason: 'ENOENT',
    })
  })

  it('is not run again for half a minute after a failure, unless the user tries again', async () => {
    const connection = connect(await plugin('exit 1'))
    for (let count = 0; count < 5; count += 1) await failureFrom(connection.getJson('/version'))
    expect(await runs()).toBe(1)
    expect(await failureFrom(connection.signIn())).toMatchObject({ code: 'plugin-failed' })
    expect(await runs()).toBe(2)
    expect(signIn.server.asked).toEqual([])
  })

  it('ends one that hangs, with its children', async () => {
    const config = await plugin(`sh -c 'echo $$ > ${signIn.folder}/child; sleep 60' &\nsleep 60`)
    const failure = await failureFrom(connect(config, { timeouts: { plugin: 2000 } }).getJson('/version'))
    expect(failure).toEqual({ code: 'plugin-timeout', command: config.command, seconds: 2 })
    const child = Number(await readFile(join(signIn.folder, 'child'), 'utf8'))
    await until(() => !isRunning(child))
  })

  it('ends one that no one waits for anymore', async () => {
    const connection = connect(await plugin(`echo $$ > '${signIn.folder}/pid'\nsleep 60`))
    const abort = new AbortController()
    const answers = [1, 2].map(() => failureFrom(connection.getJson('/version', { signal: abort.signal })))
    let pid = 0
    while (pid === 0) pid = Number(await readFile(join(signIn.folder, 'pid'), 'utf8').catch(() => '0'))
    abort.abort()
    for (const answer of answers) expect(await answer).toMatchObject({ code: 'cancelled' })
    await until(() => !isRunning(pid))
  })

  it('goes on for those who still wait when another one leaves', async () => {
    const connection = connect(await plugin(`sleep 1\n${credential({ token: 'abc' })}`))
    const abort = new AbortController()
    const leaving = failureFrom(connection.getJson('/version', { signal: abort.signal }))
    const staying = connection.getJson('/version')
    while ((await runs()) === 0);
    abort.abort()
    expect(await leaving).toMatchObject({ code: 'cancelled' })
    await staying
    expect([signIn.seen, await runs()]).toEqual([['Bearer abc'], 1])
  })

  it.each([
    ['nothing', 'true', 'nothing printed'],
    ['text', 'echo SECRET', 'no ExecCredential'],
    ['another object', 'echo \'{"kind":"Secret","SECRET":1}\'', 'kind'],
    [
      'another version',
      credential({ token: 'SECRET' }, 'client.authentication.k8s.io/v1beta1'),
      'the kubeconfig asks for apiVersion v1, the plugin answered v1beta1',
    ],
    [
      'another group',
      credential({ token: 'SECRET' }, 'SECRET.io/v1'),
      'the kubeconfig asks for apiVersion v1, the plugin answered another one',
    ],
    [
      'no status',
      'echo \'{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}\'',
      'status',
    ],
    ['neither token nor certificate', credential({}), 'neither a token nor a certificate with its key'],
    [
      'a certificate without its key',
      credential({ clientCertificateData: 'SECRET' }),
      'a certificate without its key, or a key without its certificate',
    ],
    [
      'a token beside a certificate without its key',
      credential({ token: 'SECRET', clientCertificateData: 'SECRET' }),
      'a certificate without its key, or a key without its certificate',
    ],
    [
      'a token beside a key without its certificate',
      credential({ token: 'SECRET', clientKeyData: 'SECRET' }),
      'a certificate without its key, or a key without its certificate',
    ],
    [
      'what is no certificate beside a token',
      credential({ token: 'SECRET', clientCertificateData: 'SECRET', clientKeyData: 'SECRET' }),
      'a certificate and a key that don’t match',
    ],
    ['a number as a token', credential({ token: 5 }), 'status.token'],
    ['a token with a line break', credential({ token: 'SECRET\r\nX-Evil: 1' }), 'status.token'],
    [
      'a date that is none',
      credential({ token: 'SECRET', expirationTimestamp: 'soon' }),
      'status.expirationTimestamp',
    ],
    ['without an end', 'yes SECRET', 'more than 1 MiB'],
  ])('refuses rubbish, without repeating it: %s', async (_, script, reason) => {
    const config = await plugin(script)
    expect(await failureFrom(connect(config).getJson('/version'))).toEqual({
      code: 'plugin-rubbish',
      command: config.command,
      reason,
    })
  })

  it('lets the cluster judge a token that had expired before', async () => {
    const config = await plugin(
      credential(
        { token: 'old', expirationTimestamp: '2020-01-01T00:00:00Z' },
        'client.authentication.k8s.io/v1beta1',
      ),
      { apiVersion: 'client.authentication.k8s.io/v1beta1' },
    )
    expect(await connect(config).getJson('/version')).toEqual({})
  })
})
