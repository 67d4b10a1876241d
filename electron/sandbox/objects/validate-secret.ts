import { goJsonKind, goJsonProblem } from '../words/go-json.ts'
import { decodedLength } from '../words/go-base64.ts'
import { forbiddenField, invalid, required, tooLong } from './field-errors.ts'
import type { FieldError } from './field-errors.ts'
import type { KubeObject, Texts } from './kube-object.ts'
import { dataKeyProblems, subdomainName } from './names.ts'
import { validateCoreMetadata, validateCoreMetadataUpdate } from './validate-metadata.ts'

const dataLimit = 1024 * 1024
const accountAnnotation = 'kubernetes.io/service-account.name'

export function validateSecret(secret: KubeObject): FieldError[] {
  return [
    ...validateCoreMetadata(secret.metadata, { isNamespaced: true, name: subdomainName }),
    ...validateData(secret.data ?? {}),
    ...validateType(secret),
  ]
}

function validateData(data: Texts): FieldError[] {
  const size = Object.values(data).reduce((sum, value) => sum + decodedLength(value), 0)
  return [
    ...Object.keys(data).flatMap((key) =>
      dataKeyProblems(key).map((words) => invalid(`data[${key}]`, key, words)),
    ),
    ...(size > dataLimit ? [tooLong('data', dataLimit)] : []),
  ]
}

/** Checks the required content of each type of Secret. */
function validateType({ type, data = {}, metadata }: KubeObject): FieldError[] {
  const has = (key: string) => Object.hasOwn(data, key)
  switch (type) {
    case 'kubernetes.io/service-account-token':
      return (metadata.annotations?.[accountAnnotation] ?? '') === ''
        ? [required(`metadata.annotations[${accountAnnotation}]`)]
        : []
    case 'kubernetes.io/dockercfg':
      return validateLogins(data, '.dockercfg')
    case 'kubernetes.io/dockerconfigjson':
      return validateLogins(data, '.dockerconfigjson')
    case 'kubernetes.io/basic-auth':
      // The server's own message contains this unfilled placeholder.
      return has('username') || has('password')
        ? []
        : [required('data[%s][username]'), required('data[%s][password]')]
    case 'kubernetes.io/ssh-auth':
      return (data['ssh-privatekey'] ?? '') === '' ? [required('data[%s][ssh-privatekey]')] : []
    case 'kubernetes.io/tls':
      return ['tls.crt', 'tls.key'].filter((key) => !has(key)).map((key) => required(`data[${key}]`))
    default:
      return []
  }
}

function validateLogins(data: Texts, key: string): FieldError[] {
  const field = `data[${key}]`
  if (!Object.hasOwn(data, key)) return [required(field)]
  const text = Buffer.from(data[key] ?? '', 'base64').toString('utf8')
  const problem = goJsonProblem(text) ?? kindProblem(JSON.parse(text))
  return problem === null ? [] : [invalid(field, '<secret contents redacted>', problem)]
}

function kindProblem(value: unknown): string | null {
  const kind = goJsonKind(value)
  if (kind === 'object') return null
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`
}

export function validateSecretUpdate(next: KubeObject, before: KubeObject): FieldError[] {
  const words = 'field is immutable when `immutable` is set'
  const isFixed = before.immutable === true
  return [
    ...validateCoreMetadataUpdate(next.metadata, before.metadata),
    ...(next.type === before.type ? [] : [invalid('type', next.type ?? '', 'field is immutable')]),
    ...(isFixed && next.immutable !== true ? [forbiddenField('immutable', words)] : []),
    ...(isFixed && !hasSameData(next, before) ? [forbiddenField('data', words)] : []),
    ...validateSecret(next),
  ]
}

const hasSameData = (a: KubeObject, b: KubeObject) => JSON.stringify(a.data) === JSON.stringify(b.data)
