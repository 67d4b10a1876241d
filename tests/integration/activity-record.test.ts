import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyFolder } from '../../electron/services/activity/verify-record.ts'
import type { ActivityWrite } from '../../shared/activity-writes.ts'
import { lastAppliedAnnotation } from '../../shared/runai.ts'
import { writesIn } from './activity/witness.ts'
import { onBothClusters } from './both-clusters.ts'
import { changeSecret, holdsValue, marker, registered, secretOf } from './cluster-secrets.ts'
import { atOf, release } from './life-steps.ts'
import { login, openProject, type OpenProject } from './open-project.ts'
import { codeOf, openWizard } from './open-wizard.ts'

await onBothClusters((cluster) => {
  let open: OpenProject
  let namespace = ''
  beforeAll(async () => {
    open = await openProject(cluster, 'record')
    namespace = open.namespace
  })
  afterAll(() => open.stop())

  /** The last write of this object in the record. */
  async function recorded(name: string): Promise<ActivityWrite> {
    const writes = await writesIn(open.application.activity)
    const found = writes.find(({ begun }) => begun.object.name === name)
    if (found === undefined) throw new Error(`nothing is recorded of ${name}`)
    return found
  }
  const signal = new AbortController().signal
  const version = async (name: string) => (await secretOf(cluster, namespace, name)).metadata.resourceVersion

  describe('the record', () => {
    it('has a new credential with its keys and sizes, its versions and its request', async () => {
      await open.application.wizard.create(open.newOf('made'))
      const { begun, ended } = await recorded('password-made')
      expect(begun).toMatchObject({
        ...{ operation: 'create', context: open.application.context, version: 'test', resourceVersion: '' },
        object: { kind: 'Secret', namespace, uid: '', credential: 'made' },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      })
      expect(begun.user).not.toBe('')
      expect(begun.changes).toContainEqual({
        of: 'data',
        key: 'Password',
        before: null,
        after: login.Password.length,
      })
      const { metadata } = await secretOf(cluster, namespace, 'password-made')
      const { uid, resourceVersion } = metadata
      expect(ended).toMatchObject({ end: 'done', code: '', uid, resourceVersion })
      // A kube-apiserver without an audit log may return no request id.
      expect([begun.requestId, '']).toContain(ended?.requestId)
    })

    it('has a claim with what stood there before', async () => {
      const secret = await open.makeSecret('claimed', {
        labels: registered('password'),
        annotations: { 'credenza.app/description': 'left', [lastAppliedAnnotation]: `{"data":"${marker}"}` },
        data: login,
      })
      await open.application.wizard.claim(open.claimOf(secret, 'password'))
      const { begun, ended } = await recorded('claimed')
      expect(begun).toMatchObject({ operation: 'claim', resourceVersion: secret.metadata.resourceVersion })
      expect(begun.object.uid).toBe(secret.metadata.uid)
      expect(begun.changes).toContainEqual({
        ...{ of: 'annotation', key: 'credenza.app/description', before: 'left', after: null },
      })
      expect(begun.changes).toContainEqual({
        ...{ of: 'annotation', key: 'credenza.app/credential', before: null, after: 'Credential of claimed' },
      })
      expect(ended?.resourceVersion).toBe(await version('claimed'))
      await release(open.application, [atOf(await secretOf(cluster, namespace, 'claimed'))])
      expect((await recorded('claimed')).begun).toMatchObject({
        ...{ operation: 'release', object: { credential: 'Credential of claimed' } },
      })
    })

    it('has a register and an unregister with only their labels', async () => {
      const { context, secrets } = open.application
      const { name, resourceVersion } = (await open.makeSecret('labelled', { data: login })).metadata
      const told = { signal, send: () => undefined }
      const at = { namespace, name, resourceVersion }
      await secrets.register({ context, place: open.place, type: 'password', secrets: [at] }, told)
      const { begun } = await recorded(name)
      expect(begun.changes.map(({ of, before }) => ({ of, before }))).toEqual(
        begun.changes.map(() => ({ of: 'label', before: null })),
      )
      expect(begun.changes.map(({ key }) => key)).toContain('run.ai/credentials')
      await secrets.unregister({ context, secrets: [{ ...at, resourceVersion: await version(name) }] }, told)
      const removed = (await recorded(name)).begun
      expect(removed.operation).toBe('unregister')
      expect(removed.changes).toContainEqual({
        of: 'label',
        key: 'run.ai/credentials',
        before: 'true',
        after: null,
      })
      expect(removed.changes.map(({ after }) => after)).toEqual(removed.changes.map(() => null))
    })

    it('has what was refused because of someone else, and what was not sent has none', async () => {
      const { wizard } = open.application
      await wizard.create(open.newOf('twice'))
      const again = { ...open.newOf('twice'), name: 'another' }
      expect(await codeOf(wizard.create(again))).toBe('secret-exists')
      expect((await recorded('password-twice')).ended).toMatchObject({
        end: 'conflict',
        code: 'secret-exists',
      })
      await wizard.create({ ...open.newOf('dry'), dryRun: true })
      await expect(recorded('password-dry')).rejects.toThrow('nothing is recorded')
    })

    it('holds no value, is readable by its owner only, and is verified', async () => {
      const { activity } = open.application
      const file = join(activity, 'activity-000000001.jsonl')
      const text = await readFile(file, 'utf8')
      expect(text).toContain('password-made')
      expect(holdsValue(text)).toBe(false)
      expect(await verifyFolder(activity)).toMatchObject({ findings: [], torn: [] })
    })
  })

  describe('where the record can’t be written', () => {
    let folder = ''
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'credenza-record-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    it('nothing is written to the cluster, and the reason is reported', async () => {
      const record = join(folder, 'activity')
      await writeFile(record, 'no folder')
      const application = await openWizard(cluster, { record })
      await application.until(() => application.messages.some(({ kind }) => kind === 'projects'))
      const secret = await open.makeSecret('untouched', { labels: registered('password'), data: login })
      expect(await codeOf(application.wizard.create(open.newOf('unmade')))).toBe('record-not-written')
      expect(await codeOf(application.wizard.claim(open.claimOf(secret, 'password')))).toBe(
        'record-not-written',
      )
      await application.stop()
      expect(await version('untouched')).toBe(secret.metadata.resourceVersion)
      const names = await cluster.kubectl(['get', 'secrets', '-n', namespace, '-o', 'name'])
      expect(names).not.toContain('password-unmade')
    })
  })

  it('what someone else changed before anything was sent is in no record', async () => {
    const secret = await open.makeSecret('raced', { labels: registered('password'), data: login })
    await changeSecret(cluster, 'annotate', secret, 'example.com/note=x')
    expect(await codeOf(open.application.wizard.claim(open.claimOf(secret, 'password')))).toBe(
      'secret-changed',
    )
    await expect(recorded('raced')).rejects.toThrow('nothing is recorded')
  })
})
