import type { Page } from '@playwright/test'
import type { Claim } from '../../shared/contract/wizard.ts'
import type { Credential } from '../../shared/credential.ts'
import type { Result } from '../../shared/failure.ts'
import { expect, test } from './application.ts'
import { ownProject } from './own-project.ts'
import type { KubeSecret } from './wizard-steps.ts'

const rounds = 100

/** Claims through the bridge of a running application, like its wizard. */
async function claim(window: Page, input: Claim): Promise<Result<Credential>> {
  const answer = await window.evaluate((text) => {
    const { credenza } = globalThis as unknown as {
      credenza: { wizard: { claim: (input: string) => Promise<string> } }
    }
    return credenza.wizard.claim(text)
  }, JSON.stringify(input))
  return JSON.parse(answer) as Result<Credential>
}

test(`two running applications claim the same secrets in the same moments, ${rounds} times: one wins each`, async ({
  start,
  cluster,
}) => {
  const project = ownProject('moments')
  const namespace = await cluster.namespace('moments', { 'runai/queue': project })
  const foreign = { labels: { team: 'vision' }, annotations: { 'example.com/note': 'keep me' } }
  const items = Array.from({ length: rounds }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `wanted-${index}`,
      namespace,
      labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'password', ...foreign.labels },
      annotations: foreign.annotations,
    },
    stringData: { User: 'robot', Password: 'FAKE-value' },
  }))
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
  const secretsNow = async () => {
    const json = await cluster.kubectl(['get', 'secrets', '-n', namespace, '-o', 'json'])
    return (JSON.parse(json) as { items: (KubeSecret & { metadata: { resourceVersion: string } })[] }).items
  }
  const applications = await Promise.all([1, 2].map(() => start({ kubeconfig: cluster.adminKubeconfig })))
  for (const { window } of applications) await expect(window.getByRole('contentinfo')).toContainText('Live')

  const won = [0, 0]
  for (const { metadata } of await secretsNow()) {
    const { name, resourceVersion } = metadata
    const results = await Promise.all(
      applications.map(({ window }, index) =>
        claim(window, {
          context: 'admin',
          type: 'password',
          place: { scope: { kind: 'project', id: project }, namespace },
          name: `${name} of ${index}`,
          description: '',
          dryRun: false,
          secret: { name, resourceVersion },
        }),
      ),
    )
    const winner = results.findIndex(({ ok }) => ok)
    const loser = results[1 - winner]
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(loser).toMatchObject({
      failure: { code: 'secret-taken', credential: `${name} of ${winner}`, by: 'admin' },
    })
    won[winner] = (won[winner] ?? 0) + 1
  }
  expect(won.reduce((sum, each) => sum + each)).toBe(rounds)
  for (const { metadata } of await secretsNow()) {
    expect(metadata.annotations['credenza.app/credential']).toContain(metadata.name)
    expect(metadata.labels).toMatchObject(foreign.labels)
    expect(metadata.annotations).toMatchObject(foreign.annotations)
  }
  // A hundred rows would push those of other specs out of view.
  await cluster.finalizeNamespace(namespace)
})
