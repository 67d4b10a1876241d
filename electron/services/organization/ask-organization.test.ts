import { describe, expect, it } from 'vitest'
import { failed } from '../../../shared/failure.ts'
import { askOrganization } from './ask-organization.ts'

const notFound = failed('not-found', { what: 'x' })
const forbidden = failed('forbidden', { user: 'u', verb: 'list', resource: 'projects', namespace: '' })
const group = (...versions: string[]) => ({
  preferredVersion: { groupVersion: '', version: versions[0] },
  versions: versions.map((version) => ({ groupVersion: '', version })),
})
const department = (name: string, id: string) => ({
  metadata: { name, labels: { 'runai/department-id': id } },
  spec: { queues: [] },
})
const project = (name: string, parts: object = {}) => ({ metadata: { name }, ...parts })
const list = (items: readonly unknown[], token?: string) => ({ metadata: { continue: token }, items })

/** Answers by path, with the continue token behind `#`. A path without an answer is not found. */
function clusterOf(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = []
  const getJson = (path: string, { query = {} }: { query?: Readonly<Record<string, string>> } = {}) => {
    const key = query['continue'] === undefined ? path : `${path}#${query['continue']}`
    asked.push(key)
    const answer = answers[key] ?? notFound
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const { signal } = new AbortController()
  return { asked, ask: () => askOrganization({ getJson }, signal) }
}

const nothing = { departments: [], projects: [] }

describe('what names departments and projects', () => {
  it('is read from both groups, each asked once', async () => {
    const cluster = clusterOf({
      '/apis/run.ai': group('v2', 'v1'),
      '/apis/scheduling.run.ai': group('v1'),
      '/apis/kai.resources': group('v1alpha1'),
      '/apis/scheduling.run.ai/v1/departments': list([department('research', '7')]),
      '/apis/kai.resources/v1alpha1/departments': list([department('product', '8')]),
      '/apis/run.ai/v2/projects': list([project('vision', { status: { namespace: 'runai-vision' } })]),
      '/apis/kai.resources/v1alpha1/projects': list([
        project('speech', { spec: { parent: 'product', namespace: 'own' } }),
      ]),
    })
    expect(await cluster.ask()).toEqual({
      departments: [
        { ids: ['7', 'research'], name: 'research' },
        { ids: ['8', 'product'], name: 'product' },
      ],
      projects: [
        { name: 'vision', namespace: 'runai-vision', department: '' },
        { name: 'speech', namespace: 'own', department: 'product' },
      ],
    })
    expect(new Set(cluster.asked).size).toBe(cluster.asked.length)
    expect(cluster.asked).toHaveLength(7)
  })

  it('is nothing where no group is there, and nothing more is asked', async () => {
    const cluster = clusterOf({})
    expect(await cluster.ask()).toEqual(nothing)
    expect(cluster.asked.sort()).toEqual(['/apis/kai.resources', '/apis/run.ai', '/apis/scheduling.run.ai'])
  })

  it('is what is left if one is refused, or its group is out of order', async () => {
    const away = failed('server-error', { server: 's', status: 503, reason: 'ServiceUnavailable' })
    const cluster = clusterOf({
      '/apis/run.ai': away,
      '/apis/scheduling.run.ai': group('v1'),
      '/apis/scheduling.run.ai/v1/departments': forbidden,
      '/apis/kai.resources': group('v1alpha1'),
      '/apis/kai.resources/v1alpha1/projects': list([project('speech')]),
    })
    expect(await cluster.ask()).toMatchObject({ departments: [], projects: [{ name: 'speech' }] })
  })

  it('is of another version if the preferred one does not have it', async () => {
    const cluster = clusterOf({
      '/apis/run.ai': group('v3', '../v1', 'v2alpha2', 'v1'),
      '/apis/run.ai/v2alpha2/projects': list([project('vision', { spec: { department: 'research' } })]),
    })
    expect((await cluster.ask()).projects).toEqual([
      { name: 'vision', namespace: '', department: 'research' },
    ])
    expect(cluster.asked).not.toContain('/apis/run.ai/../v1/projects')
    expect(cluster.asked).not.toContain('/apis/run.ai/v1/projects')
  })

  it('comes in pages, and ends where a server gives the same page again', async () => {
    const path = '/apis/scheduling.run.ai/v1/departments'
    const cluster = clusterOf({
      '/apis/scheduling.run.ai': group('v1'),
      [path]: list([department('a', '1')], 'next'),
      [`${path}#next`]: list([department('b', '2')], 'next'),
    })
    expect((await cluster.ask()).departments.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('ends where pages go on forever', async () => {
    let pages = 0
    const getJson = (path: string) => {
      if (path === '/apis/scheduling.run.ai') return Promise.resolve(group('v1'))
      if (!path.endsWith('/departments')) return Promise.reject(notFound)
      pages += 1
      return Promise.resolve(list([department(`d-${pages}`, String(pages))], `token-${pages}`))
    }
    const found = await askOrganization({ getJson }, new AbortController().signal)
    expect(found.departments).toHaveLength(pages)
  })

  it('leaves out what has another shape, and keeps the rest', async () => {
    const cluster = clusterOf({
      '/apis/run.ai': { versions: 'v1', preferredVersion: { version: 'v1' } },
      '/apis/run.ai/v1/projects': list([
        null,
        'vision',
        { metadata: { name: 7 } },
        { metadata: { name: 'x'.repeat(300) } },
        project('vision', { spec: 'none', status: { namespace: '../secrets' } }),
        project('speech', { spec: { department: 5, namespace: 'runai-speech' }, status: null }),
      ]),
      '/apis/scheduling.run.ai': { kind: 'Status' },
      '/apis/kai.resources': group('v1alpha1'),
      '/apis/kai.resources/v1alpha1/departments': { kind: 'Status', items: {} },
    })
    expect(await cluster.ask()).toEqual({
      departments: [],
      projects: [
        { name: 'vision', namespace: '', department: '' },
        { name: 'speech', namespace: 'runai-speech', department: '' },
      ],
    })
  })

  it('names a department by its display name, and finds its id in an annotation', async () => {
    const cluster = clusterOf({
      '/apis/scheduling.run.ai': group('v1'),
      '/apis/scheduling.run.ai/v1/departments': list([
        { metadata: { name: '4500043' }, spec: { displayName: 'Research' } },
        { metadata: { name: 'product', annotations: { 'runai/department-id': '8' } } },
      ]),
    })
    expect((await cluster.ask()).departments).toEqual([
      { ids: ['4500043'], name: 'Research' },
      { ids: ['8', 'product'], name: 'product' },
    ])
  })
})
