// Adds `request` to all dispatchers.
import 'undici'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox, type SandboxDeps } from './sandbox.ts'
import { ask } from './testing/ask-sandbox.ts'

let open: Sandbox | null = null
async function sandboxWith(deps: SandboxDeps): Promise<Sandbox> {
  open = await createSandbox(deps)
  return open
}
afterEach(async () => {
  await open?.close()
  open = null
})
const get = (sandbox: Sandbox, path: string) => ask(sandbox, 'GET', path)

async function plain(sandbox: Sandbox, path: string): Promise<{ status: number; text: string }> {
  const reply = await sandbox.dispatcher.request({ origin: sandbox.server, path, method: 'GET' })
  return { status: reply.statusCode, text: await reply.body.text() }
}

const department = {
  kind: 'Department',
  apiVersion: 'scheduling.run.ai/v1',
  metadata: { name: 'research', labels: { 'runai/department-id': '4500021' } },
  spec: { displayName: 'Research' },
}
const project = {
  kind: 'Project',
  apiVersion: 'run.ai/v2',
  metadata: { name: 'seg-3d' },
  spec: { department: 'research' },
  status: { namespace: 'runai-seg-3d' },
}

describe('custom resources of a company that has departments', () => {
  it('are in the discovery of their group', async () => {
    const sandbox = await sandboxWith({ seed: 'company' })
    const version = { groupVersion: 'run.ai/v2', version: 'v2' }
    expect((await get(sandbox, '/apis/run.ai')).body).toEqual({
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: 'run.ai',
      versions: [version],
      preferredVersion: version,
    })
    const { body } = await get(sandbox, '/apis')
    expect(body).toMatchObject({
      kind: 'APIGroupList',
      groups: [{ name: 'scheduling.run.ai' }, { name: 'run.ai', preferredVersion: version }],
    })
    expect((await get(sandbox, '/apis/scheduling.run.ai/v1')).body).toMatchObject({
      kind: 'APIResourceList',
      resources: [{ name: 'departments', kind: 'Department', namespaced: false }],
    })
  })

  it('are listed in the order of their names, in pages, and each says what it is', async () => {
    const sandbox = await sandboxWith({ seed: 'company' })
    const path = '/apis/scheduling.run.ai/v1/departments'
    const all = await get(sandbox, path)
    expect(all.body).toMatchObject({ kind: 'DepartmentList', apiVersion: 'scheduling.run.ai/v1' })
    expect(all.body['items']).toMatchObject([{ metadata: { name: 'engineering' } }, department])
    const first = (await get(sandbox, `${path}?limit=1`)).body as { metadata: { continue: string } }
    const next = encodeURIComponent(first.metadata.continue)
    expect((await get(sandbox, `${path}?limit=1&continue=${next}`)).body['items']).toMatchObject([department])
  })

  it('are served one by one; what does not exist is refused in the words of the API', async () => {
    const sandbox = await sandboxWith({ seed: 'company' })
    expect((await get(sandbox, '/apis/run.ai/v2/projects/seg-3d')).body).toMatchObject(project)
    const { status, body } = await get(sandbox, '/apis/run.ai/v2/projects/none')
    expect(status).toBe(404)
    expect(body).toMatchObject({
      message: 'projects.run.ai "none" not found',
      details: { name: 'none', group: 'run.ai', kind: 'projects' },
    })
  })

  it('can only be read', async () => {
    const sandbox = await sandboxWith({ seed: 'company' })
    const { status } = await ask(sandbox, 'POST', '/apis/run.ai/v2/projects', project)
    expect(status).toBe(405)
    expect((await ask(sandbox, 'DELETE', '/apis/run.ai/v2/projects/seg-3d')).status).toBe(405)
  })

  it('are there again after the sandbox was closed, and after it was reset', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'credenza-sandbox-'))
    try {
      const file = join(folder, 'sandbox.json')
      await (await sandboxWith({ seed: 'company', file })).close()
      const again = await sandboxWith({ seed: 'company', file })
      expect(again.problem).toBeNull()
      expect((await get(again, '/apis/run.ai/v2/projects/seg-3d')).body).toMatchObject(project)
      again.reset()
      expect((await get(again, '/apis/run.ai/v2/projects/seg-3d')).body).toMatchObject(project)
      await again.close()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

it('custom resources that Run:ai keeps replace all that existed', async () => {
  const sandbox = await sandboxWith({ seed: 'company' })
  sandbox.setOrganization({ 'departments.kai.resources': [{ metadata: { name: 'product' } }] })
  expect((await get(sandbox, '/apis/kai.resources/v1alpha1/departments')).body['items']).toMatchObject([
    { kind: 'Department', metadata: { name: 'product', uid: expect.any(String) as string } },
  ])
  expect((await get(sandbox, '/apis')).body).toMatchObject({ groups: [{ name: 'kai.resources' }] })
})

it('a group without any object is not served', async () => {
  const sandbox = await sandboxWith({ seed: 'company' })
  const absent = { status: 404, text: '404 page not found\n' }
  expect(await plain(sandbox, '/apis/kai.resources')).toEqual(absent)
  expect(await plain(sandbox, '/apis/kai.resources/v1alpha1/projects')).toEqual(absent)
  expect(await plain(sandbox, '/apis/run.ai/v1/projects')).toEqual(absent)
  expect(await plain(sandbox, '/apis/run.ai/v2/departments')).toEqual(absent)
  const bare = await createSandbox({ seed: 'empty' })
  expect(await plain(bare, '/apis/run.ai')).toEqual(absent)
  await bare.close()
})
