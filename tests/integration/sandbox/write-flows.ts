import type { Scenario } from './scenarios.ts'
import { hold, metadataOf, secret } from './steps.ts'
import { asTable, jsonPatch, merge } from './worlds.ts'

/** Writes, one after the other in their own namespace. */
export const writeFlows: Scenario[] = [
  {
    name: 'a secret is made, changed, read and deleted',
    run: async ({ post, patch, get, remove }) => {
      await post(secret('one', { labels: { a: '1' } }, { stringData: { User: 'x', Password: 'y' } }))
      await get('/one')
      await patch('one', { metadata: { annotations: { note: 'changed' } } })
      await patch('one', { stringData: { Password: 'z' }, data: { User: null } })
      await get('/one')
      await get('', asTable)
      await remove('one')
      await get('/one')
      await get('')
    },
  },
  {
    name: 'a claim holds for the version that it was decided on, once',
    run: async ({ post, patch }) => {
      const { resourceVersion } = metadataOf(await post(secret('claimed')))
      const claim = (by: string) => ({ metadata: { resourceVersion, annotations: { by } } })
      await patch('claimed', claim('first'))
      await patch('claimed', claim('second'))
      await patch('claimed', { metadata: { annotations: { by: 'third' } } })
    },
  },
  {
    name: 'a patch that changes nothing makes no version',
    run: async ({ post, patch }) => {
      await post(secret('same', { labels: { a: '1' } }))
      await patch('same', { metadata: { labels: { a: '1', none: null } } })
      await patch('same', {})
      await patch('same', { metadata: { labels: { a: '2' } } })
    },
  },
  {
    name: 'a dry run leaves everything as it was',
    run: async ({ post, patch, get, ask, secrets }) => {
      await post(secret('real'))
      await post(secret('imagined'), '?dryRun=All')
      await patch('real', { metadata: { labels: { a: '1' } } }, '?dryRun=All')
      await ask({ method: 'DELETE', path: `${secrets}/real?dryRun=All` })
      await get('')
    },
  },
  {
    name: 'a deletion holds for the uid and version that it names',
    run: async ({ post, patch, remove, get }) => {
      const { uid, resourceVersion } = metadataOf(await post(secret('doomed')))
      await patch('doomed', { metadata: { labels: { a: '1' } } })
      await remove('doomed', { preconditions: { uid, resourceVersion } })
      const now = metadataOf(await get('/doomed'))
      await remove('doomed', { preconditions: { uid, resourceVersion: now.resourceVersion } })
      await post(secret('doomed'))
      await remove('doomed', { preconditions: { uid } })
      await get('/doomed')
    },
  },
  {
    name: 'a finalizer holds what is being deleted',
    run: async ({ post, patch, remove, get, ask, secrets }) => {
      await post(secret('held', { finalizers: [...hold, 'example.com/second'] }))
      await remove('held')
      await remove('held')
      await get('/held', asTable)
      await post(secret('held'))
      await patch('held', { metadata: { finalizers: hold } })
      await patch('held', { metadata: { finalizers: [...hold, 'example.com/new'] } })
      await patch('held', { metadata: { labels: { still: 'there' } } })
      await patch('held', { metadata: { finalizers: null } }, '?dryRun=All')
      await get('/held')
      await ask({
        method: 'PATCH',
        path: `${secrets}/held`,
        body: [{ op: 'remove', path: '/metadata/finalizers' }],
        contentType: jsonPatch,
      })
      await get('/held')
    },
  },
  {
    name: 'policies of deletion hold what is deleted too',
    run: async ({ post, remove, get }) => {
      await post(secret('foreground', { finalizers: hold }))
      await remove('foreground', { propagationPolicy: 'Foreground' })
      await remove('foreground', { propagationPolicy: 'Orphan' })
      await get('/foreground')
      await post(secret('orphan'))
      await remove('orphan', { orphanDependents: true })
      await get('/orphan')
    },
  },
  {
    name: 'managers share the fields of a secret',
    run: async ({ secrets, ask }) => {
      const by = (userAgent: string, method: string, path: string, body: unknown) =>
        ask({ method, path, body, userAgent, ...(method === 'PATCH' ? { contentType: merge } : {}) })
      const made = secret('shared', { labels: { a: '1', b: '1' } }, { stringData: { x: '1', y: '1' } })
      await by('maker/1 (linux)', 'POST', secrets, made)
      const path = `${secrets}/shared`
      await by('changer/1', 'PATCH', path, { metadata: { labels: { a: '2', c: '1' } } })
      await by('changer/1', 'PATCH', path, { stringData: { x: '2' } })
      await by('third', 'PATCH', `${path}?fieldManager=named`, { metadata: { annotations: { n: '1' } } })
      await by('third', 'PATCH', path, { metadata: { labels: null } })
      await by('maker/1 (linux)', 'PATCH', path, { data: null })
      await by('maker/1 (linux)', 'PATCH', path, { immutable: true })
      await by('third', 'PATCH', path, { metadata: { managedFields: [{}] } })
      await by('third', 'PATCH', path, { metadata: { annotations: { n: '2' } } })
    },
  },
  {
    name: 'an immutable secret keeps its data and can be deleted',
    run: async ({ post, patch, remove }) => {
      await post(secret('fixed', {}, { stringData: { a: '1' } }))
      await patch('fixed', { immutable: true })
      await patch('fixed', { stringData: { a: '2' } })
      await patch('fixed', { metadata: { annotations: { n: '1' } } })
      await remove('fixed')
    },
  },
]
