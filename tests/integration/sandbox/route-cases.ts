import { dryRun, named } from './case.ts'
import type { Case } from './case.ts'
import { asPartial, asPartialList, asTable, merge } from './worlds.ts'

const deletions: Record<string, unknown> = {
  nothing: undefined,
  'another uid': { preconditions: { uid: 'x' } },
  'an old version': { preconditions: { resourceVersion: '1' } },
  both: { preconditions: { uid: 'x', resourceVersion: '1' } },
  'no preconditions': { preconditions: null, dryRun: ['All'] },
  'an unknown policy': { propagationPolicy: 'Nope' },
  'a policy twice': { orphanDependents: true, propagationPolicy: 'Orphan' },
  'in the foreground': { propagationPolicy: 'Foreground', dryRun: ['All'] },
  'of an orphan': { propagationPolicy: 'Orphan', dryRun: ['All'] },
  'in the background': { propagationPolicy: 'Background', dryRun: ['All'] },
  'an unknown kind': { kind: 'Foo', apiVersion: 'v1' },
  'cut JSON': '{"a',
  'preconditions that are a number': { preconditions: 1 },
  'an unknown dry run': { dryRun: ['x'] },
  'a dry run in the body': { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'] },
}

const routes: Case[] = [
  { name: 'an unknown resource', method: 'GET', at: '/api/v1/nothing' },
  { name: 'an unknown group', method: 'GET', at: '/apis/nothing.example/v1/things' },
  { name: 'an unknown resource in a namespace', method: 'GET', at: '/api/v1/namespaces/default/nothing' },
  { name: 'something below a secret', method: 'GET', at: '/plain/below' },
  { name: 'a secret that is not there', method: 'GET', at: '/none' },
  { name: 'a secret with a wrong name', method: 'GET', at: '/A_B' },
  { name: 'a secret with a slash in its name', method: 'GET', at: '/a%2Fb' },
  { name: 'a secret with a space in its name', method: 'GET', at: '/a%20b' },
  { name: 'two points for a name', method: 'GET', at: '/%2E%2E' },
  { name: 'secrets of a namespace that is not there', method: 'GET', at: '/api/v1/namespaces/none/secrets' },
  { name: 'secrets of a namespace with a wrong name', method: 'GET', at: '/api/v1/namespaces/NONE/secrets' },
  {
    name: 'a secret of a namespace that is not there',
    method: 'GET',
    at: '/api/v1/namespaces/none/secrets/x',
  },
  { name: 'a namespace that is not there', method: 'GET', at: '/api/v1/namespaces/none' },
  { name: 'a slash at the end', method: 'GET', at: '/plain/' },
  { name: 'PUT on a collection', method: 'PUT', body: {} },
  { name: 'POST on a secret', method: 'POST', at: '/plain', body: {} },
  { name: 'POST on all secrets', method: 'POST', at: '/api/v1/secrets', body: {} },
  { name: 'PATCH on a collection', method: 'PATCH', body: {}, contentType: merge },
  { name: 'POST on the version', method: 'POST', at: '/version', body: {} },
  {
    name: 'a creation in a namespace that is not there',
    method: 'POST',
    at: '/api/v1/namespaces/none/secrets',
    body: named({ name: 'X_' }),
  },
  { name: 'a patch of what is not there', method: 'PATCH', at: '/none', body: {}, contentType: merge },
  { name: 'a deletion of what is not there', method: 'DELETE', at: '/none' },
  { name: 'a page for people', method: 'GET', accept: 'text/html' },
  { name: 'anything', method: 'GET', at: '/plain', accept: '*/*' },
  { name: 'no word of what is accepted', method: 'GET', at: '/plain', accept: '' },
  {
    name: 'JSON rather than a page',
    method: 'GET',
    at: '/plain',
    accept: 'text/html, application/json;q=0.5',
  },
  {
    name: 'a Table of an unknown version, or else JSON',
    method: 'GET',
    at: '/plain',
    accept: 'application/json;as=Table;v=v9;g=meta.k8s.io, application/json',
  },
  {
    name: 'a Table of an unknown version',
    method: 'GET',
    accept: 'application/json;as=Table;v=v2;g=meta.k8s.io',
  },
  {
    name: 'a Table of an older version',
    method: 'GET',
    accept: 'application/json;as=Table;v=v1beta1;g=meta.k8s.io',
  },
  { name: 'metadata of a list as that of an object', method: 'GET', accept: asPartial },
  { name: 'metadata of an object as that of a list', method: 'GET', at: '/plain', accept: asPartialList },
  { name: 'a creation as plain text', method: 'POST', body: named({}), contentType: 'text/plain' },
  { name: 'a patch as plain text', method: 'PATCH', at: '/plain', body: {}, contentType: 'text/plain' },
  { name: 'a patch as JSON', method: 'PATCH', at: '/plain', body: {}, contentType: 'application/json' },
  {
    name: 'a patch with its character set',
    method: 'PATCH',
    at: `/plain${dryRun}`,
    body: { metadata: { labels: { s: '1' } } },
    contentType: `${merge}; charset=utf-8`,
  },
  { name: 'a deletion as plain text', method: 'DELETE', at: '/plain', body: '{}', contentType: 'text/plain' },
  {
    name: 'a creation as a Table',
    method: 'POST',
    at: dryRun,
    body: named({}),
    accept: asTable,
  },
  { name: 'a creation as metadata', method: 'POST', at: dryRun, body: named({}), accept: asPartial },
  {
    name: 'a patch as metadata',
    method: 'PATCH',
    at: `/plain${dryRun}`,
    body: { metadata: { labels: { s: '1' } } },
    contentType: merge,
    accept: asPartial,
  },
  { name: 'a refusal in another form', method: 'GET', at: '/none', accept: asTable },
  { name: 'a deletion as metadata', method: 'DELETE', at: `/plain${dryRun}`, accept: asPartial },
  { name: 'a deletion that is held, as a Table', method: 'DELETE', at: `/held${dryRun}`, accept: asTable },
]

const deleteQueries = [
  '?dryRun=All&uid=x',
  '?dryRun=All&resourceVersion=1',
  '?dryRun=x',
  '?dryRun=All&propagationPolicy=Nope',
]

export const routeCases: Case[] = [
  ...Object.entries(deletions).map(([name, body]): Case => ({
    name: `deleting with ${name}`,
    method: 'DELETE',
    at: `/plain${body === undefined ? dryRun : ''}`,
    body,
  })),
  ...deleteQueries.map((query) => ({
    name: `deleting with ${query}`,
    method: 'DELETE',
    at: `/plain${query}`,
  })),
  ...routes.map((route) => ({ ...route, name: `asking for ${route.name}` })),
]
