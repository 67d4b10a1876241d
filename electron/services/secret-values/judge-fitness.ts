import type { Incompatibility, Remark } from '../../../shared/credential.ts'
import { registryDataKeys } from '../../../shared/credential-types/docker-registry.ts'
import {
  formatOf,
  type CredentialType,
  type FormatId,
  type KnownField,
  type KnownFormat,
} from '../../../shared/credential-types/credential-types.ts'
import { lastAppliedAnnotation } from '../../../shared/runai.ts'
import { fieldsOf, isRecord } from '../../kube/core/models.ts'
import type { Untrusted, V1Secret } from '../../kube/core/models.ts'
import { registryConfigIncompatibility } from './judge-registry-config.ts'
import type { WholeSecret } from './whole-secret.ts'
import { parseJson } from '../../base/parse-json.ts'

interface Judgement {
  incompatibilities: Incompatibility[]
  remarks: Remark[]
}

/** The purpose of a secret. If `registryUrl` is empty, no entry is looked up. */
interface Use {
  type: CredentialType
  format?: FormatId | undefined
  registryUrl: string
}

/** Decides whether a secret is suitable. The result contains keys, never values. */
export function judgeFitness(secret: WholeSecret, use: Use): Judgement {
  const format = formatOf(use.type, use.format)
  if (format === null) throw new Error(`no such format of ${use.type}`)
  const remarks: Remark[] = []
  if (secret.isImmutable) remarks.push({ code: 'immutable' })
  if (holdsData(secret.annotations[lastAppliedAnnotation])) remarks.push({ code: 'values-in-annotation' })
  if (!format.servingSecretTypes.includes(secret.type))
    return { incompatibilities: [{ code: 'secret-type', secretType: secret.type }], remarks }
  const judged = judgeForm(secret, format, use.registryUrl)
  return { incompatibilities: judged.incompatibilities, remarks: [...remarks, ...judged.remarks] }
}

function judgeForm(secret: WholeSecret, { form, fields }: KnownFormat, registryUrl: string): Judgement {
  switch (form) {
    case 'registry-login':
      return judgeRegistry(secret, registryUrl)
    case 'fields':
      return judgeFields(secret, fields)
    case 'file':
      // Its last line must end with a line break.
      return { ...judgeFields(secret, fields), remarks: [] }
    case 'entries':
      return {
        incompatibilities: Object.keys(secret.data).length === 0 ? [{ code: 'no-keys' }] : [],
        remarks: [],
      }
  }
}

function judgeFields(secret: WholeSecret, fields: readonly KnownField[]): Judgement {
  const incompatibilities: Incompatibility[] = []
  const remarks: Remark[] = []
  for (const field of fields) {
    const accepted = [field.key, ...field.otherKeys]
    const keys = keysOf(secret.data, accepted)
    const key = keys[0]
    if (key === undefined) incompatibilities.push({ code: 'key-missing', accepted })
    else if (keys.length > 1) incompatibilities.push({ code: 'key-ambiguous', keys })
    else judgeText(secret.data[key] ?? '', key, incompatibilities, remarks)
  }
  return { incompatibilities, remarks }
}

/** The documented key if present, otherwise all accepted ones. */
export function keysOf(data: WholeSecret['data'], accepted: readonly string[]): string[] {
  const documented = accepted[0] ?? ''
  if (Object.hasOwn(data, documented)) return [documented]
  const lower = new Set(accepted.map((key) => key.toLowerCase()))
  return Object.keys(data).filter((key) => lower.has(key.toLowerCase()))
}

function judgeText(
  base64: string,
  key: string,
  incompatibilities: Incompatibility[],
  remarks: Remark[],
): void {
  const text = utf8TextOf(base64)
  if (text === null) incompatibilities.push({ code: 'key-not-text', key })
  else if (text === '') incompatibilities.push({ code: 'key-empty', key })
  else if (text.endsWith('\n')) remarks.push({ code: 'key-ends-with-newline', key })
}

function judgeRegistry(secret: WholeSecret, url: string): Judgement {
  const incompatibility = registryIncompatibility(secret, url)
  return { incompatibilities: incompatibility === null ? [] : [incompatibility], remarks: [] }
}

function registryIncompatibility({ type, data }: WholeSecret, url: string): Incompatibility | null {
  const key = registryDataKeys[type] ?? ''
  const base64 = data[key]
  if (base64 === undefined) return { code: 'key-missing', accepted: [key] }
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0) return { code: 'key-empty', key }
  return registryConfigIncompatibility(bytes, key, url)
}

/** Decodes base64 as UTF-8 text. `null` for other bytes. */
export function utf8TextOf(base64: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'))
  } catch {
    return null
  }
}

function holdsData(copy: string | undefined): boolean {
  if (copy === undefined) return false
  const applied = parseJson(copy)
  if (!isRecord(applied)) return true
  const { data, stringData }: Untrusted<V1Secret> = applied
  return [data, stringData].some((part) => Object.keys(fieldsOf(part)).length > 0)
}
