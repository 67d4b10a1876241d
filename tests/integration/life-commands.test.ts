import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CredentialState } from '../../shared/contract/life.ts'
import {
  deleteCommand,
  describeCommand,
  expiryCommand,
  releaseCommand,
} from '../../shared/kubectl/life-commands.ts'
import { commandText, shellWord, type ShellCommand } from '../../shared/shell-command.ts'
import { onBothClusters } from './both-clusters.ts'
import { changeSecret, secretOf, type ClusterSecret } from './cluster-secrets.ts'
import { lifeCases } from './life-cases.ts'
import { atOf, lookAt, release } from './life-steps.ts'
import { openProject, type OpenProject } from './open-project.ts'

await onBothClusters((cluster) => {
  let open: OpenProject
  const { makeCredential, secretIfThere } = lifeCases(cluster, () => open)

  beforeAll(async () => {
    open = await openProject(cluster, 'life-commands')
  })
  afterAll(() => open.stop())

  /** Runs a displayed command like a person who copied it. */
  const run = (command: ShellCommand) =>
    promisify(execFile)(
      'sh',
      ['-c', `set -e\nkubectl() { ${shellWord(cluster.kubectlPath)} "$@"; }\n${commandText(command)}`],
      { env: { PATH: process.env['PATH'], HOME: cluster.folder, KUBECONFIG: cluster.adminKubeconfig } },
    )
  async function stateOf(secret: ClusterSecret): Promise<CredentialState> {
    const { state } = await lookAt(open.application, secret)
    if (state === null) throw new Error('it is no credential')
    return state
  }
  /** What must be equal however it was changed. */
  async function contentOf({ metadata: { namespace, name } }: ClusterSecret) {
    const { type, data, metadata } = await secretOf(cluster, namespace, name)
    return { type, data, labels: metadata.labels, annotations: metadata.annotations }
  }
  /** Two credentials that only differ in name: one for the command, one for the service. */
  async function twins(name: string) {
    const annotations = { 'credenza.app/credential': 'Twin', 'credenza.app/description': 'one of two' }
    const [first, second] = await Promise.all([
      makeCredential(`${name}-command`, { annotations }),
      makeCredential(`${name}-service`, { annotations }),
    ])
    return { byCommand: first, byService: second }
  }

  describe('the command that is shown', () => {
    it.each([
      ["Häfen “prod” $(id) \\ '", 'Two\nlines; `ls`'],
      ['-n default', ''],
    ])('names and describes as the service does: %s', async (name, description) => {
      const { byCommand, byService } = await twins(`rename-${description.length}`)
      const { life, context } = open.application
      await run(describeCommand(await stateOf(byCommand), name, description))
      // Two in a scope can't share a name, so that the command's twin is deleted first.
      const content = await contentOf(byCommand)
      await run(deleteCommand(await stateOf(byCommand)))
      await open.application.until(() =>
        open.application.messages.some(
          (told) => told.kind === 'rows' && told.removed.includes(byCommand.metadata.uid),
        ),
      )
      await life.describe({ context, credential: atOf(byService), name, description })
      expect(await contentOf(byService)).toEqual(content)
    })

    it('notes a date of expiry, and removes it, as the service does', async () => {
      const { byCommand, byService } = await twins('expiry')
      const { life, context } = open.application
      for (const expiresAt of ['2027-01-02T03:04:05Z', '2028-01-02T03:04:05Z', null]) {
        await run(expiryCommand(await stateOf(byCommand), expiresAt))
        const { namespace, name } = byService.metadata
        const credential = atOf(await secretOf(cluster, namespace, name))
        await life.expire({ context, credential, expiresAt })
        expect(await contentOf(byCommand)).toEqual(await contentOf(byService))
      }
    })

    it('releases as the service does', async () => {
      const { byCommand, byService } = await twins('release')
      await run(releaseCommand(await stateOf(byCommand)))
      expect(await release(open.application, [atOf(byService)])).toMatchObject([{ failure: null }])
      expect(await contentOf(byCommand)).toEqual(await contentOf(byService))
    })

    it('deletes the secret', async () => {
      const secret = await makeCredential('delete-command')
      await run(deleteCommand(await stateOf(secret)))
      expect(await secretIfThere(secret)).toBe('')
    })

    it('is refused by the cluster if someone else changed the secret', async () => {
      const secret = await makeCredential('changed-command')
      const state = await stateOf(secret)
      await changeSecret(cluster, 'label', secret, 'team=blue')
      const before = await secretIfThere(secret)
      for (const command of [
        describeCommand(state, 'Mine', ''),
        expiryCommand(state, '2027-01-02T03:04:05Z'),
        releaseCommand(state),
      ])
        await expect(run(command)).rejects.toMatchObject({
          stderr: expect.stringContaining('Conflict') as string,
        })
      expect(await secretIfThere(secret)).toEqual(before)
    })
  })
})
