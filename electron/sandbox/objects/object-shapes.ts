import type { Shape, ShapeField } from './shapes.ts'

const text: Shape = { kind: 'text' }
const boolean: Shape = { kind: 'boolean' }
const integer: Shape = { kind: 'integer' }
const time: Shape = { kind: 'time' }
const texts: Shape = { kind: 'map', of: text }
const anything: Shape = { kind: 'anything' }
const anythings: Shape = { kind: 'list', of: anything, goType: '[]interface {}' }

/** A field that is omitted when empty. By default `goName` is the name with a capital letter. */
function field(
  name: string,
  shape: Shape,
  goName = name.charAt(0).toUpperCase() + name.slice(1),
): ShapeField {
  return { name, goName, shape, empty: 'omitted' }
}
const kept = (given: ShapeField): ShapeField => ({ ...given, empty: 'kept' })
const always = (given: ShapeField): ShapeField => ({ ...given, empty: 'always' })

const ownerReference: Shape = {
  kind: 'struct',
  goType: 'v1.OwnerReference',
  fields: [
    field('apiVersion', text, 'APIVersion'),
    field('kind', text),
    field('name', text),
    field('uid', text, 'UID'),
    kept(field('controller', boolean)),
    kept(field('blockOwnerDeletion', boolean)),
  ],
}

const managedFieldsEntry: Shape = {
  kind: 'struct',
  goType: 'v1.ManagedFieldsEntry',
  fields: [
    field('manager', text),
    field('operation', text),
    field('apiVersion', text, 'APIVersion'),
    field('time', time),
    field('fieldsType', text),
    field('fieldsV1', anything),
  ],
}

const objectMeta: Shape = {
  kind: 'struct',
  goType: 'v1.ObjectMeta',
  fields: [
    field('name', text),
    field('generateName', text),
    field('namespace', text),
    field('selfLink', text),
    field('uid', text, 'UID'),
    field('resourceVersion', text),
    field('generation', integer),
    always(field('creationTimestamp', time)),
    field('deletionTimestamp', time),
    kept(field('deletionGracePeriodSeconds', integer)),
    field('labels', texts),
    field('annotations', texts),
    field('ownerReferences', { kind: 'list', of: ownerReference, goType: '[]v1.OwnerReference' }),
    field('finalizers', { kind: 'list', of: text, goType: '[]string' }),
    field('clusterName', text),
    // An empty list resets the managers.
    kept(field('managedFields', { kind: 'list', of: managedFieldsEntry, goType: '[]v1.ManagedFieldsEntry' })),
  ],
}
const metadata = always(field('metadata', objectMeta, 'ObjectMeta'))

/** Objects without `kind` and `apiVersion`. A Secret's `stringData` comes first and isn't part of the result. */
export const objectShapes = {
  Secret: {
    kind: 'struct',
    goType: 'v1.Secret',
    fields: [
      metadata,
      kept(field('immutable', boolean)),
      kept(field('data', { kind: 'map', of: { kind: 'bytes' } })),
      field('stringData', texts),
      field('type', text),
    ],
  },
  ConfigMap: {
    kind: 'struct',
    goType: 'v1.ConfigMap',
    fields: [
      metadata,
      kept(field('immutable', boolean)),
      field('data', texts),
      field('binaryData', { kind: 'map', of: { kind: 'bytes' } }),
    ],
  },
  Namespace: {
    kind: 'struct',
    goType: 'v1.Namespace',
    fields: [
      metadata,
      always(
        field('spec', {
          kind: 'struct',
          goType: 'v1.NamespaceSpec',
          fields: [field('finalizers', { kind: 'list', of: text, goType: '[]v1.FinalizerName' })],
        }),
      ),
      always(
        field('status', {
          kind: 'struct',
          goType: 'v1.NamespaceStatus',
          fields: [field('phase', text), field('conditions', anythings)],
        }),
      ),
    ],
  },
  ServiceAccount: {
    kind: 'struct',
    goType: 'v1.ServiceAccount',
    fields: [
      metadata,
      field('secrets', { ...anythings, goType: '[]v1.ObjectReference' }),
      field('imagePullSecrets', { ...anythings, goType: '[]v1.LocalObjectReference' }),
      kept(field('automountServiceAccountToken', boolean)),
    ],
  },
  Custom: {
    kind: 'struct',
    goType: 'unstructured.Unstructured',
    fields: [metadata, field('spec', anything), field('status', anything)],
  },
  Workload: {
    kind: 'struct',
    goType: 'v1.Workload',
    fields: [metadata, always(field('spec', anything)), always(field('status', anything))],
  },
  Event: {
    kind: 'struct',
    goType: 'v1.Event',
    fields: [
      metadata,
      always(field('involvedObject', anything)),
      field('reason', text),
      field('message', text),
      always(field('source', anything)),
      always(field('firstTimestamp', time)),
      always(field('lastTimestamp', time)),
      field('count', integer),
      field('type', text),
      always(field('eventTime', time)),
      always(field('reportingComponent', text)),
      always(field('reportingInstance', text)),
    ],
  },
  Pod: {
    kind: 'struct',
    goType: 'v1.Pod',
    fields: [metadata, always(field('spec', anything)), always(field('status', anything))],
  },
} as const satisfies Record<string, Shape>

/** The body of a DELETE. */
export const deleteOptionsShape: Shape = {
  kind: 'struct',
  goType: 'v1.DeleteOptions',
  fields: [
    kept(field('gracePeriodSeconds', integer)),
    field('preconditions', {
      kind: 'struct',
      goType: 'v1.Preconditions',
      fields: [kept(field('uid', text, 'UID')), kept(field('resourceVersion', text))],
    }),
    kept(field('orphanDependents', boolean)),
    kept(field('propagationPolicy', text)),
    field('dryRun', { kind: 'list', of: text, goType: '[]string' }),
  ],
}

/** The bodies of the reviews of `authorization.k8s.io` and `authentication.k8s.io`. */
export const reviewShapes = {
  SelfSubjectAccessReview: {
    kind: 'struct',
    goType: 'v1.SelfSubjectAccessReview',
    fields: [
      metadata,
      always(
        field('spec', {
          kind: 'struct',
          goType: 'v1.SelfSubjectAccessReviewSpec',
          fields: [
            field('resourceAttributes', {
              kind: 'struct',
              goType: 'v1.ResourceAttributes',
              fields: ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'].map(
                (name) => field(name, text),
              ),
            }),
            field('nonResourceAttributes', {
              kind: 'struct',
              goType: 'v1.NonResourceAttributes',
              fields: [field('path', text), field('verb', text)],
            }),
          ],
        }),
      ),
    ],
  },
  SelfSubjectRulesReview: {
    kind: 'struct',
    goType: 'v1.SelfSubjectRulesReview',
    fields: [
      metadata,
      always(
        field('spec', {
          kind: 'struct',
          goType: 'v1.SelfSubjectRulesReviewSpec',
          fields: [field('namespace', text)],
        }),
      ),
    ],
  },
  SelfSubjectReview: { kind: 'struct', goType: 'v1.SelfSubjectReview', fields: [metadata] },
} as const satisfies Record<string, Shape>
