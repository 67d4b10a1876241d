import type { BegunWrite, EndedWrite } from './activity-record.ts'

/** A claim that is about to be sent. */
export const sampleWrite: BegunWrite = {
  context: 'lab',
  file: '/home/okafor/.kube/config',
  server: 'https://cluster.example:6443',
  user: 'm.okafor',
  operation: 'claim',
  object: {
    kind: 'Secret',
    namespace: 'runai-vision',
    name: 'harbor-pull',
    uid: 'u-1',
    credential: 'Harbor',
  },
  changes: [
    { of: 'label', key: 'run.ai/resource', before: null, after: 'docker-registry' },
    { of: 'annotation', key: 'credenza.app/credential', before: null, after: 'Harbor' },
  ],
  more: 0,
  resourceVersion: '41',
  requestId: '9f3c1e70-5b7a-4c1d-a2f8-6d0b41e2c977',
}

/** How it usually ends. */
export const sampleEnd: EndedWrite = {
  end: 'done',
  code: '',
  uid: 'u-1',
  resourceVersion: '42',
  requestId: '9f3c1e70-5b7a-4c1d-a2f8-6d0b41e2c977',
}
