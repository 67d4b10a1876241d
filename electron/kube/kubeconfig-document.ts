import { isNode, LineCounter, parseAllDocuments } from 'yaml'
import * as z from 'zod/mini'
import { failed } from '../../shared/failure.ts'

const text = z.nullish(z.string())
const flag = z.nullish(z.boolean())
const texts = z.nullish(z.array(z.string()))
const list = <T extends z.ZodMiniType>(entry: T) => z.nullish(z.array(entry))
const name = z.string().check(z.minLength(1))

const Cluster = z.object({
  server: text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': flag,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'proxy-url': text,
  extensions: list(z.object({ name: text, extension: z.optional(z.unknown()) })),
})

const Exec = z.object({
  apiVersion: text,
  command: text,
  args: texts,
  env: list(z.object({ name: z.string(), value: text })),
  installHint: text,
  provideClusterInfo: flag,
  interactiveMode: text,
})

const User = z.object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  as: text,
  'as-uid': text,
  'as-groups': texts,
  'as-user-extra': z.nullish(z.record(z.string(), texts)),
  username: text,
  password: text,
  'auth-provider': z.nullish(z.object({ name: text })),
  exec: z.nullish(Exec),
})

const Context = z.object({ cluster: text, user: text, namespace: text })

const Document = z.nullish(
  z.object({
    kind: z.nullish(z.enum(['Config', ''])),
    'current-context': text,
    clusters: list(z.object({ name, cluster: z.nullish(Cluster) })),
    users: list(z.object({ name, user: z.nullish(User) })),
    contexts: list(z.object({ name, context: z.nullish(Context) })),
  }),
)

export type ClusterEntry = z.output<typeof Cluster>
export type UserEntry = z.output<typeof User>
export type ExecEntry = z.output<typeof Exec>
export type ContextEntry = z.output<typeof Context>

/** What one kubeconfig file defines, by name. */
export interface KubeconfigDocument {
  currentContext: string
  clusters: Map<string, ClusterEntry>
  users: Map<string, UserEntry>
  contexts: Map<string, ContextEntry>
}

/**
 * Reads the text of a kubeconfig, YAML or JSON; an empty one defines nothing, as for kubectl. Throws
 * `kubeconfig-malformed` with line, field and reason, of which none holds a value of the file.
 */
export function readKubeconfigDocument(content: string, file: string): KubeconfigDocument {
  const lines = new LineCounter()
  const malformed = (at: number | undefined, field: string, reason: string) =>
    failed('kubeconfig-malformed', {
      file,
      line: at === undefined ? 0 : lines.linePos(at).line,
      field,
      reason,
    })
  // Duplicate keys are an error, as for kubectl; of several documents the first one counts.
  const parsed = parseAllDocuments(content.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
  })
  const [document] = Array.isArray(parsed) ? parsed : []
  if (document === undefined) return emptyDocument()
  const [error] = document.errors
  if (error !== undefined) throw malformed(error.pos[0], '', reasonOfYaml(error.code))
  let json: unknown
  try {
    json = document.toJS({ maxAliasCount: 100 })
  } catch {
    throw malformed(undefined, '', "aliases that can't be resolved")
  }
  const checked = Document.safeParse(json)
  if (!checked.success) {
    const [issue] = checked.error.issues
    const path = issue?.path ?? []
    throw malformed(positionOf(document, path), fieldName(path), reasonOfIssue(issue))
  }
  const { clusters, users, contexts, 'current-context': currentContext } = checked.data ?? {}
  const byName = <T>(field: string, entries: { name: string; value: T }[]) => {
    const map = new Map<string, T>()
    for (const [index, { name, value }] of entries.entries()) {
      if (map.has(name))
        throw malformed(
          positionOf(document, [field, index]),
          `${field}[${index}].name`,
          'the name is used twice',
        )
      map.set(name, value)
    }
    return map
  }
  return {
    currentContext: currentContext ?? '',
    clusters: byName(
      'clusters',
      (clusters ?? []).map(({ name, cluster }) => ({ name, value: cluster ?? {} })),
    ),
    users: byName(
      'users',
      (users ?? []).map(({ name, user }) => ({ name, value: user ?? {} })),
    ),
    contexts: byName(
      'contexts',
      (contexts ?? []).map(({ name, context }) => ({ name, value: context ?? {} })),
    ),
  }
}

function emptyDocument(): KubeconfigDocument {
  return { currentContext: '', clusters: new Map(), users: new Map(), contexts: new Map() }
}

type ParsedDocument =
  ReturnType<typeof parseAllDocuments> extends infer All ? (All extends (infer One)[] ? One : never) : never

/** Where the nearest part of the document stands that a path leads to. */
function positionOf(document: ParsedDocument, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return undefined
}

/** Such as `users[2].user.exec.command`. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

/** YAML's own messages quote the file, which may hold tokens: only their codes are told. */
function reasonOfYaml(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ')
}

function reasonOfIssue(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'invalid_type':
      return `not a ${issue.expected === 'array' ? 'list' : issue.expected === 'object' ? 'map' : issue.expected}`
    case 'too_small':
      return 'empty'
    case 'invalid_value':
      return `not ${issue.values
        .map(String)
        .filter((value) => value !== '')
        .join(' or ')}`
    default:
      return 'not as it should be'
  }
}
