import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Claim, NewSecret } from '../../../shared/contract/wizard.ts'
import { failureOf } from '../../../shared/failure.ts'
import { sampleConnection } from '../../kube/testing/kube-samples.ts'
import { startServer, type LoopbackServer } from '../../kube/testing/loopback-server.ts'
import { createConnectionConsent, type ConnectionConsent } from '../contexts/connection-consent.ts'
import { createActivityRecord } from '../activity/activity-record.ts'
import { openList } from '../cluster/open-list.ts'
import { createRights } from '../cluster/kept-rights.ts'
import { systemClock } from '../../base/clock.ts'
import { createRecordedWrite } from '../writes/recorded-write.ts'
import { createChosenFiles } from './chosen-files.ts'
import { createWizard, type Wizard } from './wizard-service.ts'

const protection = 'unverified'
let server: LoopbackServer
let consent: ConnectionConsent
let wizard: Wizard
let folder: string
let close: () => Promise<void>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credenza-activity-'))
  server = await startServer((_, response) => void response.writeHead(404).end())
  const connection = sampleConnection(server.url)
  const end = new AbortController()
  const list = openList({
    ...{ connection, cluster: 'lab', signal: end.signal, toldBefore: [] },
    ...{
      send: () => undefined,
      onStep: () => undefined,
      likelyNamespaces: () => [],
      projectLabel: () => 'runai/queue',
      runaiNamespace: () => 'runai',
    },
  })
  const place = { context: 'lab', file: '/lab.yaml', server: server.url, protection } as const
  const rights = createRights(connection)
  const opened = {
    ...{ cluster: 'lab', place, connection, list, rights },
    runaiNamespace: () => 'runai',
    close: () => connection.close(),
  }
  consent = createConnectionConsent()
  wizard = createWizard({
    opened: () => opened,
    requireWritable: () => undefined,
    requireSafe: consent.require,
    recordedWrite: createRecordedWrite(createActivityRecord({ folder, version: 'test' })),
    files: createChosenFiles({ chooseFile: () => Promise.resolve(null), clock: systemClock }),
  })
  close = async () => {
    end.abort()
    await connection.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
})
afterEach(() => close())

const place = { scope: { kind: 'cluster', id: '' }, namespace: 'runai' } as const
const named = {
  context: 'lab',
  place,
  name: 'Robot',
  description: '',
  dryRun: false,
  type: 'password',
} as const
const newSecret: NewSecret = {
  ...named,
  kubernetesName: 'robot',
  values: { username: 'robot', password: 's3cret' },
}
const claim: Claim = { ...named, secret: { name: 'robot', resourceVersion: '1' } }

const calls: [what: string, call: () => Promise<unknown>][] = [
  ['a new secret is not sent', () => wizard.create(newSecret)],
  ['an existing one is not claimed', () => wizard.claim(claim)],
  ['nor is it read', () => wizard.check({ ...named, name: 'robot', registryUrl: '' })],
]
const codeOf = (call: () => Promise<unknown>) =>
  call().then(
    () => 'done',
    (error: unknown) => failureOf(error)?.code ?? String(error),
  )
/** Requests about this secret, or about who may write it. */
const asked = () => server.asked.filter((path) => /namespaces\/runai\/|selfsubjectreviews/.test(path))

describe('over an unprotected connection, before the user has agreed to it', () => {
  it.each(calls)('%s', async (_, call) => {
    expect(await codeOf(call)).toBe('connection-unsafe')
    expect(asked()).toEqual([])
    await consent.allow({ context: 'lab', server: server.url, protection })
    expect(await codeOf(call)).not.toBe('connection-unsafe')
    expect(asked()).not.toEqual([])
  })
})
