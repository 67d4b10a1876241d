import { createPrivateKey } from 'node:crypto'
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthority } from '../cluster/certificates.ts'
import { useCluster } from '../cluster/use-cluster.ts'
import { connectBy, failureFrom } from './kube-connect.ts'

const { kubectlPath } = useCluster()
const authority = createAuthority('plugin-answers')
const client = authority.issue({ name: 'jane' })
const other = authority.issue({ name: 'bob' })
let folder = ''
let server: Server
let kubeconfig = ''
/** How the last request was signed. */
let signed: { token: string; certificate: string } | null = null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-answers-'))
  kubeconfig = join(folder, 'kubeconfig')
  const { certificate, key } = authority.issue({ name: 'server', hosts: ['127.0.0.1'] })
  const tls = {
    cert: certificate,
    key,
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: false,
  }
  server = createServer(tls, (request, response) => {
    const peer = (
      request.socket as unknown as { getPeerCertificate: () => { subject?: { CN?: string } } }
    ).getPeerCertificate()
    const name = peer.subject?.CN ?? ''
    signed = { token: bytes(request.headers.authorization), certificate: name }
    response.setHeader('content-type', 'application/json').end('{"gitVersion":"v1.0.0"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const exec = { apiVersion: `${group}/v1`, command: './plugin', interactiveMode: 'Never' }
  const ca = Buffer.from(authority.certificate).toString('base64')
  await writeFile(
    kubeconfig,
    JSON.stringify({
      'current-context': 'x',
      clusters: [{ name: 'c', cluster: { server: address, 'certificate-authority-data': ca } }],
      users: [{ name: 'u', user: { exec } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    }),
  )
  await writeFile(join(folder, 'plugin'), '#!/bin/sh\ncat "${0%/*}/answer"\n')
  await chmod(join(folder, 'plugin'), 0o755)
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

const group = 'client.authentication.k8s.io'
/** Node reads headers as Latin-1. */
const bytes = (header: string | undefined) => Buffer.from(header ?? '', 'latin1').toString('utf8')

/** How kubectl signs in with the answer; `null` if it refuses it. */
function asKubectl(): Promise<typeof signed> {
  signed = null
  return new Promise((resolve) => {
    execFile(
      kubectlPath,
      [`--kubeconfig=${kubeconfig}`, '--request-timeout=20s', 'get', '--raw', '/version'],
      { env: { PATH: process.env['PATH'], HOME: folder } },
      (error) => resolve(error === null ? signed : null),
    )
  })
}

async function asCredenza(): Promise<typeof signed> {
  signed = null
  const connection = await connectBy(kubeconfig)
  const failure = await failureFrom(connection.getJson('/version'))
  await connection.close()
  if (failure === 'did not fail') return signed
  expect(failure).toMatchObject({ code: 'plugin-rubbish' })
  return null
}

const head = `"kind":"ExecCredential","apiVersion":"${group}/v1"`
const status = (fields: string) => `{${head},"status":{${fields}}}`
const until = (time: string) => status(`"token":"t","expirationTimestamp":${time}`)
const pem = (text: string) => JSON.stringify(text)
const pair = `"clientCertificateData":${pem(client.certificate)},"clientKeyData":${pem(client.key)}`

const answers: Readonly<Record<string, string>> = {
  'a token': status('"token":"t"'),
  'a token and unknown fields': `{${head},"metadata":{"a":1},"x":[],"status":{"token":"t","more":{"y":2}}}`,
  'a token before the kind': `{"status":{"token":"t"},${head}}`,
  'white space around it': `\n\t ${status('"token":"t"')}\r\n\n`,
  'a byte order mark before it': `\uFEFF${status('"token":"t"')}`,
  'something after it': `${status('"token":"t"')} x`,
  'a second one after it': status('"token":"t"').repeat(2),
  'a comment in it': `{${head}/* x */,"status":{"token":"t"}}`,
  'a comma too many': `{${head},"status":{"token":"t",}}`,
  'words before it': `Welcome!\n${status('"token":"t"')}`,
  nothing: '',
  'a list': '[]',
  'a word': 'token',
  'no object': 'null',
  'no kind': `{"apiVersion":"${group}/v1","status":{"token":"t"}}`,
  'an empty kind': `{"kind":"","apiVersion":"${group}/v1","status":{"token":"t"}}`,
  'another kind': `{"kind":"Secret","apiVersion":"${group}/v1","status":{"token":"t"}}`,
  'a kind in other case': `{"kind":"execcredential","apiVersion":"${group}/v1","status":{"token":"t"}}`,
  'a kind that is a number': `{"kind":1,"apiVersion":"${group}/v1","status":{"token":"t"}}`,
  'no apiVersion': '{"kind":"ExecCredential","status":{"token":"t"}}',
  v1beta1: `{"kind":"ExecCredential","apiVersion":"${group}/v1beta1","status":{"token":"t"}}`,
  v1alpha1: `{"kind":"ExecCredential","apiVersion":"${group}/v1alpha1","status":{"token":"t"}}`,
  'another group': '{"kind":"ExecCredential","apiVersion":"v1","status":{"token":"t"}}',
  'a version with space': `{"kind":"ExecCredential","apiVersion":"${group}/v1 ","status":{"token":"t"}}`,
  'keys of other case, kind and apiVersion': `{"Kind":"ExecCredential","APIVERSION":"${group}/v1","status":{"token":"t"}}`,
  'keys of other case, status': `{${head},"Status":{"token":"t"}}`,
  'keys of other case, token': status('"Token":"t"'),
  'the kind twice, the last one wrong': `{${head},"kind":"Secret","status":{"token":"t"}}`,
  'the kind twice, the first one wrong': `{"kind":"Secret",${head},"status":{"token":"t"}}`,
  'the kind twice, the last one of other case': `{${head},"Kind":"Secret","status":{"token":"t"}}`,
  'the token twice': status('"token":"a","token":"b"'),
  'the token twice, the first a number': status('"token":1,"token":"b"'),
  'the token twice, the last nothing': status('"token":"a","token":null'),
  'the status twice': `{${head},"status":{"token":"a"},"status":{"expirationTimestamp":"2100-01-01T00:00:00Z"}}`,
  'the status twice, the last nothing': `{${head},"status":{"token":"a"},"status":null}`,
  'no status': `{${head}}`,
  'a status of nothing': `{${head},"status":null}`,
  'a status that is a text': `{${head},"status":"t"}`,
  'a status that is a list': `{${head},"status":[]}`,
  'an empty status': status(''),
  'an empty token': status('"token":""'),
  'a token of nothing': status('"token":null'),
  'a number as a token': status('"token":5'),
  'a token that is true': status('"token":true'),
  'a token with a space': status('"token":"a b"'),
  'a token with a tab': status('"token":"a\\tb"'),
  'a token with a line break': status('"token":"a\\nb"'),
  'a token beyond ASCII': status('"token":"Škoda"'),
  'a token of escapes': status('"token":"\\u0161\\/\\u00e9"'),
  'a token of half a pair': status('"token":"a\\ud800b"'),
  'a spec of nothing': `{${head},"spec":null,"status":{"token":"t"}}`,
  'a spec that is a text': `{${head},"spec":"x","status":{"token":"t"}}`,
  'a spec whose interactive is a text': `{${head},"spec":{"interactive":"x"},"status":{"token":"t"}}`,
  'a spec with a cluster': `{${head},"spec":{"interactive":true,"cluster":{"server":"https://x"}},"status":{"token":"t"}}`,
  'a spec whose cluster is a text': `{${head},"spec":{"cluster":"x"},"status":{"token":"t"}}`,
  'a certificate with its key': status(pair),
  'a certificate with its key and a token': status(`"token":"t",${pair}`),
  'a token beside a certificate without key': status(
    `"token":"t","clientCertificateData":${pem(client.certificate)}`,
  ),
  'a token beside a key without certificate': status(`"token":"t","clientKeyData":${pem(client.key)}`),
  'a certificate without key': status(`"clientCertificateData":${pem(client.certificate)}`),
  'a certificate and the key of another': status(
    `"clientCertificateData":${pem(client.certificate)},"clientKeyData":${pem(other.key)}`,
  ),
  // https://github.com/kubesphere/kubesphere/issues/4933
  'a key in another encoding than its label says': status(
    `"clientCertificateData":${pem(client.certificate)},"clientKeyData":${pem(
      createPrivateKey(client.key)
        .export({ type: 'sec1', format: 'pem' })
        .toString()
        .replaceAll('EC PRIVATE KEY', 'PRIVATE KEY'),
    )}`,
  ),
  'a token beside what is no certificate': status(
    '"token":"t","clientCertificateData":"x","clientKeyData":"y"',
  ),
  'text before the certificate': status(
    `"clientCertificateData":${pem(`subject=jane\n${client.certificate}`)},"clientKeyData":${pem(client.key)}`,
  ),
  'a chain of certificates': status(
    `"clientCertificateData":${pem(client.certificate + authority.certificate)},"clientKeyData":${pem(client.key)}`,
  ),
  'a time': until('"2100-01-01T00:00:00Z"'),
  'a time with an offset': until('"2100-01-01T00:00:00+02:00"'),
  'a time with a fraction': until('"2100-01-01T00:00:00.123456789Z"'),
  'a time with a comma': until('"2100-01-01T00:00:00,5Z"'),
  'a time of nothing': until('null'),
  'an empty time': until('""'),
  'a time that is a number': until('4102444800'),
  'a time of one digit': until('"2100-01-01T0:00:00Z"'),
  'a time in small letters': until('"2100-01-01t00:00:00z"'),
  'a time with a space': until('"2100-01-01 00:00:00Z"'),
  'a time without a zone': until('"2100-01-01T00:00:00"'),
  'a time with an offset without colon': until('"2100-01-01T00:00:00+0200"'),
  'a date': until('"2100-01-01"'),
  'a day that does not exist': until('"2100-02-30T00:00:00Z"'),
  'the 24th hour': until('"2100-01-01T24:00:00Z"'),
  'the 60th second': until('"2100-01-01T00:00:60Z"'),
  'an offset of 24 hours': until('"2100-01-01T00:00:00+24:00"'),
  'an offset of 25 hours': until('"2100-01-01T00:00:00+25:00"'),
  'an offset of 60 minutes': until('"2100-01-01T00:00:00+01:60"'),
  'the year 0': until('"0000-01-01T00:00:00Z"'),
  'the year 10000': until('"10000-01-01T00:00:00Z"'),
  'a time that has passed': until('"2001-01-01T00:00:00Z"'),
  'the time in words': until('"tomorrow"'),
  YAML: `kind: ExecCredential\napiVersion: ${group}/v1\nstatus:\n  token: t\n`,
  'YAML with a start and an end': `---\nkind: ExecCredential\napiVersion: ${group}/v1\nstatus: {token: t}\n...\n`,
  'YAML of two documents': `kind: ExecCredential\napiVersion: ${group}/v1\nstatus: {token: t}\n---\nkind: Secret\n`,
  'YAML with a number as a token': `kind: ExecCredential\napiVersion: ${group}/v1\nstatus: {token: 12}\n`,
  'YAML with yes as a token': `kind: ExecCredential\napiVersion: ${group}/v1\nstatus: {token: yes}\n`,
  'YAML with a plain time': `kind: ExecCredential\napiVersion: ${group}/v1\nstatus: {token: t, expirationTimestamp: 2100-01-01T00:00:00Z}\n`,
  'YAML of other case': `Kind: ExecCredential\napiVersion: ${group}/v1\nstatus: {token: t}\n`,
  'JSON in a YAML document': `---\n${status('"token":"t"')}`,
  'JSON after a comment': `# x\n${status('"token":"t"')}`,
}

describe('what a plugin prints', () => {
  it.each(Object.entries(answers))('is taken or refused as by kubectl: %s', async (_, answer) => {
    await writeFile(join(folder, 'answer'), answer)
    expect(await asCredenza()).toEqual(await asKubectl())
  })
})
