import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnection } from '../../electron/kube/connection.ts'
import { readKubeconfig } from '../../electron/kube/kubeconfig/kubeconfig.ts'
import { failureFrom } from './kube-connect.ts'
import { anchorRows } from './tls/anchor-rows.ts'
import { startApiServer } from './tls/api-server.ts'
import type { ChainRow } from './tls/chain-row.ts'
import type { Made } from './tls/make-certificate.ts'
import { createKubectlJudge } from './tls/run-kubectl.ts'
import type { KubectlJudge } from './tls/run-kubectl.ts'
import { keyRows, nameRows, textRows, usageRows } from './tls/rule-rows.ts'

let folder = ''
let judge: KubectlJudge
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-tls-'))
  judge = await createKubectlJudge()
})
afterAll(async () => {
  await judge.close()
  await rm(folder, { recursive: true, force: true })
})

const pemOf = (all: readonly Made[]) => all.map(({ pem }) => pem).join('')
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
let files = 0

/** A kubeconfig for a row, and the environment for it. */
async function kubeconfigFor({ trust, tlsServerName, isUnverified }: ChainRow, port: number) {
  files += 1
  const file = join(folder, `${files}.json`)
  const environment: Record<string, string> = { SSL_CERT_DIR: join(folder, 'none') }
  const isOwn = typeof trust === 'string' || Array.isArray(trust)
  if (trust !== null && !isOwn) {
    environment['SSL_CERT_FILE'] = join(folder, `${files}.pem`)
    await writeFile(environment['SSL_CERT_FILE'], pemOf(trust.system))
  }
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    ...(isOwn
      ? { 'certificate-authority-data': base64(typeof trust === 'string' ? trust : pemOf(trust)) }
      : {}),
    ...(tlsServerName === undefined ? {} : { 'tls-server-name': tlsServerName }),
    ...(isUnverified === true ? { 'insecure-skip-tls-verify': true } : {}),
  }
  const entry = { name: 'it', cluster }
  const contexts = [{ name: 'it', context: { cluster: 'it', user: 'it' } }]
  const users = [{ name: 'it', user: { token: 'none' } }]
  await writeFile(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [entry],
      contexts,
      users,
      'current-context': 'it',
    }),
  )
  return { file, environment }
}

/** `connects`, the rule that failed, or the failure's code. */
async function judgeByCredenza(argument: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const kubeconfig = await readKubeconfig({
    argument,
    environment,
    home: '/nowhere',
    platform: process.platform,
  })
  const context = kubeconfig.resolve('it')
  const connection = createConnection({ context, version: '0.0.0', keepAnnotations: [], log: () => {} })
  try {
    const failure = await failureFrom(connection.getJson('/version'))
    if (failure === 'did not fail') return 'connects'
    const { code, reason } = failure as { code: string; reason?: string }
    return code === 'certificate-untrusted' ? (reason ?? '') : code
  } finally {
    await connection.close()
  }
}

describe.each([
  ['anchors and ways', anchorRows],
  ['uses', usageRows],
  ['names', nameRows],
  ['keys and signatures', keyRows],
  ['texts', textRows],
] as const)('a server’s certificate is judged as kubectl judges it: %s', (_, rowsOf) => {
  it.each(rowsOf())('$what: $right', async (row) => {
    const server = await startApiServer(row.sent)
    try {
      const { file, environment } = await kubeconfigFor(row, server.port)
      const ours = await judgeByCredenza(file, environment)
      expect(ours).toBe(row.right)
      if (judge.goVersion < (row.sinceGo ?? 0)) return
      const theirs = await judge.ask(file, environment)
      const connects = row.kubectl ?? (row.right === 'connects' ? 'connects' : 'refuses')
      expect(theirs === null ? 'connects' : 'refuses', theirs ?? '').toBe(connects)
      // Refusals are because of the certificate, and not by chance.
      if (theirs !== null) expect(theirs).toMatch(/x509|certificate|tls:/i)
    } finally {
      await server.stop()
    }
  })
})
