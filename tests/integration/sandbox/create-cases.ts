import { dryRun, long, named, tooLongName } from './case.ts'
import type { Case } from './case.ts'

const typed = (type: string, stringData: object = {}) => named({}, { type, stringData })

const creations: Record<string, unknown> = {
  'nothing at all': {},
  'a name': named({}),
  'kind and version': { kind: 'Secret', apiVersion: 'v1', ...named({}) },
  'labels, annotations and data': named(
    { labels: { b: '2', a: '1' }, annotations: { note: 'x' } },
    { data: { U: 'eA==' }, stringData: { P: 'x', U: 'wins' } },
  ),
  'a name in capitals': named({ name: 'Bad_Name' }),
  'a name that is too long': named({ name: long }),
  'a name with a slash': named({ name: 'a/b' }),
  'another namespace': named({ namespace: 'other' }),
  'a label key with a space': named({ labels: { 'a b': 'v' } }),
  'a label key without prefix': named({ labels: { '/a': 'v' } }),
  'a label key with a wrong prefix': named({ labels: { 'A_/a': 'v' } }),
  'a label key of three parts': named({ labels: { 'a/b/c': 'v' } }),
  'an empty label key': named({ labels: { '': 'v' } }),
  'a label key that is too long': named({ labels: { [tooLongName]: 'v' } }),
  'a label value that is too long': named({ labels: { a: tooLongName } }),
  'a label value with a space': named({ labels: { a: 'b c' } }),
  'a label value in another alphabet': named({ labels: { a: 'é' } }),
  'an annotation key that is wrong twice': named({ annotations: { 'A_/b c': 'v' } }),
  'an annotation key in capitals': named({ annotations: { 'Example.com/Key': 'v' } }),
  'annotations that are too long': named({ annotations: { a: 'x'.repeat(300_000) } }),
  'a data key with a space': named({}, { data: { 'a b': '' } }),
  'a data key of two points': named({}, { data: { '..': '' } }),
  'a data key of a point': named({}, { data: { '.': '' } }),
  'a data key that begins with two points': named({}, { data: { '..a': '' } }),
  'an empty data key': named({}, { data: { '': '' } }),
  'a data key that is too long': named({}, { data: { [long]: '' } }),
  'a data key of a prototype': named({}, { data: { __proto__x: '', constructor: '' } }),
  'data that is too long': named({}, { data: { k: Buffer.alloc(1_100_000).toString('base64') } }),
  'data of exactly a mebibyte': named({}, { data: { k: Buffer.alloc(1_048_576).toString('base64') } }),
  'a body that is too long': named({}, { stringData: { k: 'a'.repeat(3_200_000) } }),
  'no docker config': typed('kubernetes.io/dockerconfigjson'),
  'no docker cfg': typed('kubernetes.io/dockercfg'),
  'a docker config that is cut': typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': '{"a' }),
  'a docker config that is a list': typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': '[]' }),
  'a docker config that is a text': typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': '"x"' }),
  'a docker config that is a number': typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': '12' }),
  'a docker config that is true': typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': 'true' }),
  'a docker config that is null': typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': 'null' }),
  'an empty docker config': typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': '' }),
  'a docker config that is no JSON': typed('kubernetes.io/dockerconfigjson', {
    '.dockerconfigjson': 'hello',
  }),
  'a docker config with a comma too many': typed('kubernetes.io/dockerconfigjson', {
    '.dockerconfigjson': '{"auths":{},}',
  }),
  'a docker config with more behind it': typed('kubernetes.io/dockerconfigjson', {
    '.dockerconfigjson': '{"auths":{}} x',
  }),
  'a docker config with a wrong literal': typed('kubernetes.io/dockerconfigjson', {
    '.dockerconfigjson': '{"a":trux}',
  }),
  'a docker config with a line break in a text': typed('kubernetes.io/dockercfg', {
    '.dockercfg': '{"a":"\n"}',
  }),
  'a docker config with a wrong escape': typed('kubernetes.io/dockercfg', { '.dockercfg': '{"a":"\\x"}' }),
  'a docker config with a wrong number': typed('kubernetes.io/dockercfg', { '.dockercfg': '{"a":01}' }),
  'a docker config with a quote in the wrong place': typed('kubernetes.io/dockercfg', {
    '.dockercfg': "{'a'}",
  }),
  'a docker config without auths': typed('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': '{}' }),
  'a docker cfg': typed('kubernetes.io/dockercfg', { '.dockercfg': '{"x":{}}' }),
  'no basic auth': typed('kubernetes.io/basic-auth'),
  'half a basic auth': typed('kubernetes.io/basic-auth', { username: '' }),
  'no ssh key': typed('kubernetes.io/ssh-auth'),
  'an empty ssh key': typed('kubernetes.io/ssh-auth', { 'ssh-privatekey': '' }),
  'no tls': typed('kubernetes.io/tls'),
  'half a tls': typed('kubernetes.io/tls', { 'tls.crt': '' }),
  'no service account': typed('kubernetes.io/service-account-token'),
  'a service account': named(
    { annotations: { 'kubernetes.io/service-account.name': 'x' } },
    { type: 'kubernetes.io/service-account-token' },
  ),
  'a type of its own': typed('example.com/mine'),
  'a version': named({ resourceVersion: '5' }),
  'version zero': named({ resourceVersion: '0' }),
  'fields that only the server writes': named({
    uid: 'abc',
    creationTimestamp: '2020-01-01T00:00:00Z',
    deletionTimestamp: '2020-01-01T00:00:00Z',
    generation: 3,
    selfLink: 's',
    clusterName: 'c',
  }),
  'a name to be generated': { metadata: { generateName: 'generated-' } },
  'a wrong name to be generated': { metadata: { generateName: 'Wrong_generated-' } },
  'a name and one to be generated': named({ generateName: 'generated-' }),
  'a negative generation': named({ generation: -1 }),
  'managed fields of another': named({
    managedFields: [
      {
        manager: 'other',
        operation: 'Update',
        apiVersion: 'v1',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:data': {} },
      },
    ],
  }),
  'managed fields that are none': named({ managedFields: [{ manager: 'z' }] }),
  'a name that is taken': named({ name: 'plain' }),
  'a name whose object is being deleted': named({ name: 'held' }),
  'a value that is null': named({}, { data: { k: null } }),
  'a value with a line break': named({}, { data: { k: 'eA\n==' } }),
  'a value with bits too many': named({}, { data: { k: 'eB==' } }),
  'empty things': named(
    { labels: null, annotations: {}, finalizers: [] },
    { data: {}, immutable: null, type: '' },
  ),
  'immutable and false': named({}, { immutable: false }),
  'immutable and empty text': named({}, { immutable: true, stringData: { q: '' } }),
  'a label that is null': named({ labels: { a: null } }),
  'an unknown field and a wrong case': named({}, { Data: { a: 'b' }, unknown: 1 }),
  'an incomplete owner': named({ ownerReferences: [{ kind: 'x' }] }),
  'an owner': named({
    ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u', controller: true }],
  }),
  'finalizers that contradict': named({ finalizers: ['orphan', 'foregroundDeletion'] }),
  'a finalizer with a space': named({ finalizers: ['bad name'] }),
  'a finalizer without domain': named({ finalizers: ['mine'] }),
  'a finalizer of the API': named({ finalizers: ['kubernetes'] }),
  'a finalizer twice': named({ finalizers: ['example.com/y', 'example.com/y'] }),
}

const ofCreation = ([name, body]: [string, unknown]): Case => ({
  name: `creating ${name}`,
  method: 'POST',
  at: dryRun,
  body,
})

const userAgents = ['', 'x'.repeat(200), 'kubectl/v1.20 (linux)', 'Mozilla/5.0 é']

export const createCases: Case[] = [
  ...Object.entries(creations).map(ofCreation),
  ...userAgents.map((userAgent) => ({
    name: `creating with the user agent ${userAgent.slice(0, 30)}`,
    method: 'POST',
    at: dryRun,
    body: named({}),
    userAgent,
  })),
]
