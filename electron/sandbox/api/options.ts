import { forbiddenField, unsupported } from '../objects/field-errors.ts'
import type { FieldError } from '../objects/field-errors.ts'
import type { Resource } from '../objects/resource.ts'
import { validateManager } from '../objects/validate-metadata.ts'
import { badRequest, invalidObject, plainError } from '../objects/status-object.ts'
import { parseFieldSelector } from '../storage/field-selector.ts'
import type { FieldSelector } from '../storage/field-selector.ts'
import { parseLabelSelector, SelectorError } from '../storage/label-selector.ts'
import type { LabelSelector } from '../storage/label-selector.ts'
import { goQuote, goStrings } from '../words/go-text.ts'

const meta = 'meta.k8s.io'

interface WriteOptions {
  /** Everything is checked, but nothing is stored. */
  isDryRun: boolean
  /** Empty if the request names none. */
  fieldManager: string
}

/** The write options in the query of a POST or PATCH. Throws 422. */
export function readWriteOptions(
  query: URLSearchParams,
  kind: 'CreateOptions' | 'PatchOptions',
): WriteOptions {
  const fieldManager = query.get('fieldManager') ?? ''
  const dryRun = query.getAll('dryRun')
  const errors = [
    ...(kind === 'PatchOptions' && query.has('force')
      ? [forbiddenField('force', 'may not be specified for non-apply patch')]
      : []),
    ...validateManager(fieldManager, 'fieldManager'),
    ...validateDryRun(dryRun),
  ]
  if (errors.length > 0) throw invalidObject({ kind, group: meta }, '', errors)
  return { isDryRun: dryRun.length > 0, fieldManager }
}

export const validateDryRun = (dryRun: readonly string[]): FieldError[] =>
  dryRun.every((value) => value === 'All') ? [] : [unsupported('dryRun', goStrings(dryRun), ['All'])]

export interface ListOptions {
  labels: LabelSelector | null
  fields: FieldSelector | null
  isWatch: boolean
  /** 0 for no limit. */
  limit: number
  continueToken: string
  /** As in the query; empty if missing. */
  version: string
  versionMatch: '' | 'Exact' | 'NotOlderThan'
  /** 0 if the request specifies none. */
  timeoutSeconds: number
  wantsBookmarks: boolean
}

/** The list options in the query of a GET. Throws 400 and 422. */
export function readListOptions(query: URLSearchParams, resource: Resource): ListOptions {
  const options = {
    labels: selector(() => parseLabelSelector(query.get('labelSelector') ?? '')),
    fields: selector(() => parseFieldSelector(query.get('fieldSelector') ?? '', resource)),
    isWatch: readBoolean(query, 'watch'),
    limit: Math.max(0, readInteger(query, 'limit')),
    continueToken: query.get('continue') ?? '',
    version: query.get('resourceVersion') ?? '',
    timeoutSeconds: readInteger(query, 'timeoutSeconds'),
    wantsBookmarks: readBoolean(query, 'allowWatchBookmarks'),
  }
  const match = query.get('resourceVersionMatch') ?? ''
  const errors = match === '' ? [] : validateMatch(match, options)
  if (errors.length > 0) throw invalidObject({ kind: 'ListOptions', group: meta }, '', errors)
  return { ...options, versionMatch: match as ListOptions['versionMatch'] }
}

function validateMatch(
  match: string,
  { isWatch, version, continueToken }: Pick<ListOptions, 'isWatch' | 'version' | 'continueToken'>,
): FieldError[] {
  const field = 'resourceVersionMatch'
  const refused = (when: boolean, words: string) => (when ? [forbiddenField(field, `${field} ${words}`)] : [])
  return [
    ...refused(isWatch, 'is forbidden for watch'),
    ...refused(version === '', 'is forbidden unless resourceVersion is provided'),
    ...refused(continueToken !== '', 'is forbidden when continue is provided'),
    ...(match === 'Exact' || match === 'NotOlderThan'
      ? []
      : [unsupported(field, goQuote(match), ['Exact', 'NotOlderThan', ''])]),
    ...refused(match === 'Exact' && version === '0', '"exact" is forbidden for resourceVersion "0"'),
  ]
}

function selector<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof SelectorError) throw badRequest(error.message)
    throw error
  }
}

/** Any value except `false` and `0` is true. */
export function readBoolean(query: URLSearchParams, name: string): boolean {
  const value = query.get(name)
  return value !== null && value !== '0' && value.toLowerCase() !== 'false'
}

function readInteger(query: URLSearchParams, name: string): number {
  const value = query.get(name)
  if (value === null) return 0
  if (/^[+-]?\d{1,18}$/.test(value)) return Number(value)
  throw badRequest(`strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`)
}

/** Why a text isn't a resource version; `null` if it is one. */
export function versionProblem(version: string): string | null {
  return /^\d{1,15}$/.test(version) ? null : `strconv.ParseUint: parsing ${goQuote(version)}: invalid syntax`
}

/** The same in the server's words for a query. */
export function queryVersionProblem(version: string): string | null {
  const problem = versionProblem(version)
  return problem === null ? null : `resourceVersion: Invalid value: ${goQuote(version)}: ${problem}`
}

/** The revision of a resource version, 0 for none. Throws the server's error for a text that isn't one. */
export function readVersionOption(version: string): number {
  if (version === '') return 0
  const problem = queryVersionProblem(version)
  if (problem !== null) throw plainError(problem)
  return Number(version)
}
