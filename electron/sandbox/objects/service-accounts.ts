import { ageOf } from './age.ts'
import { nameOf, namespaceOf } from './kube-object.ts'
import type { KubeObject } from './kube-object.ts'
import { subdomainName } from './names.ts'
import { objectShapes } from './object-shapes.ts'
import { agePrinterColumn, column, nameColumn } from './resource.ts'
import type { Resource } from './resource.ts'
import { validateCoreMetadata, validateCoreMetadataUpdate } from './validate-metadata.ts'

const validate = ({ metadata }: KubeObject) =>
  validateCoreMetadata(metadata, { isNamespaced: true, name: subdomainName })

export const serviceAccounts: Resource = {
  name: 'serviceaccounts',
  kind: 'ServiceAccount',
  isNamespaced: true,
  shape: objectShapes.ServiceAccount,
  blank: { metadata: { creationTimestamp: null } },
  columns: [
    nameColumn,
    column(
      'Secrets',
      'Secrets is the list of secrets allowed to be used by pods running using this ServiceAccount. More info: https://kubernetes.io/docs/concepts/configuration/secret',
    ),
    agePrinterColumn,
  ],
  cells: (account, now) => [
    nameOf(account),
    account.secrets?.length ?? 0,
    ageOf(account.metadata.creationTimestamp, now),
  ],
  selectable: { 'metadata.name': nameOf, 'metadata.namespace': namespaceOf },
  read: (body) => body as unknown as KubeObject,
  bare: (object) => object,
  prepareCreate: (account) => account,
  prepareUpdate: (next) => next,
  validate,
  validateUpdate: (next, before) => [
    ...validateCoreMetadataUpdate(next.metadata, before.metadata),
    ...validate(next),
  ],
  returnsDeleted: true,
}
