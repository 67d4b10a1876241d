import { nameOf, namespaceOf } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { SeedAccount, SeedConfigMap } from './company.ts'
import { controller, encoded, kinds, makeObject, references } from './seed-objects.ts'
import type { Planting } from './seed-objects.ts'

/** Creates the service account and the token that every namespace has. */
export function plantDefaultAccount(
  namespace: KubeObject,
  { made, tokenSuffix }: { made: number; tokenSuffix: string },
  planting: Planting,
): { account: KubeObject; token: KubeObject } {
  const home = nameOf(namespace)
  const name = `default-token-${tokenSuffix}`
  const account = makeObject(
    {
      resource: kinds.serviceAccounts,
      metadata: { name: 'default', namespace: home },
      content: { secrets: references([name]) },
      made,
      tool: controller,
    },
    planting,
  )
  const annotations = {
    'kubernetes.io/service-account.name': 'default',
    'kubernetes.io/service-account.uid': account.metadata.uid ?? '',
  }
  const data = encoded({ 'ca.crt': 'FAKE-not-a-certificate', namespace: home, token: 'FAKE-not-a-token' })
  const token = makeObject(
    {
      resource: kinds.secrets,
      metadata: { name, namespace: home, annotations },
      content: { data, type: 'kubernetes.io/service-account-token' },
      made,
      tool: controller,
    },
    planting,
  )
  return { account, token }
}

export function plantAccount(account: SeedAccount, planting: Planting): KubeObject {
  const { namespace, name, made, secrets, imagePullSecrets } = account
  const content = {
    ...(secrets === undefined ? {} : { secrets: references(secrets) }),
    ...(imagePullSecrets === undefined ? {} : { imagePullSecrets: references(imagePullSecrets) }),
  }
  const metadata = { name, namespace }
  return makeObject(
    { resource: kinds.serviceAccounts, metadata, content, made, tool: 'kubectl-create' },
    planting,
  )
}

/** Creates a ConfigMap, which may repeat a secret's value. */
export function plantConfigMap(
  { namespace, name, made, tool, data }: SeedConfigMap,
  secrets: readonly KubeObject[],
  planting: Planting,
): KubeObject {
  const valueOf = (_: string, secret: string, key: string): string => {
    const found = secrets.find((each) => namespaceOf(each) === namespace && nameOf(each) === secret)
    const value = found?.data?.[key]
    if (value === undefined) throw new Error(`The seed has no ${key} in ${namespace}/${secret}.`)
    return Buffer.from(value, 'base64').toString('utf8')
  }
  const content = {
    data: Object.fromEntries(
      Object.entries(data).map(([key, text]) => [
        key,
        text.replaceAll(/\{\{([^/}]+)\/([^}]+)\}\}/g, valueOf),
      ]),
    ),
  }
  return makeObject(
    { resource: kinds.configMaps, metadata: { name, namespace }, content, made, tool },
    planting,
  )
}

/** Finds the last key of a secret's data, for pods that use one key. */
export function createKeyFinder(secrets: readonly KubeObject[]) {
  return (namespace: string, name: string): string => {
    const found = secrets.find((secret) => namespaceOf(secret) === namespace && nameOf(secret) === name)
    if (found === undefined) throw new Error(`The seed has no secret ${namespace}/${name}.`)
    return Object.keys(found.data ?? {}).at(-1) ?? ''
  }
}
