import * as z from 'zod/mini'
import { failed } from '../../../shared/failure.ts'
import { readYaml } from './kubeconfig-yaml.ts'

const text = z.nullish(z.string())
const flag = z.nullish(z.boolean())
const list = <T extends z.ZodMiniType>(entry: T) => z.nullish(z.array(entry))
/** A null in a list of texts counts as an empty text. */
const texts = list(
  z.pipe(
    z.nullable(z.string()),
    z.transform((entry) => entry ?? ''),
  ),
)

/** A list of named entries. Entries without a name are ignored; duplicate names are an error. */
const named = <T extends z.ZodMiniType<{ name?: string | null | undefined }>>(entry: T) =>
  z.nullish(
    z.array(z.nullable(entry)).check(({ value, issues }) => {
      const known = new Set<string>()
      const at = value.findIndex((one) => known.size === known.add(one?.name ?? '').size)
      if (at >= 0) {
        issues.push({ code: 'custom', input: value, path: [at, 'name'], message: 'the name is used twice' })
      }
    }),
  )

const extensions = named(z.object({ name: text, extension: z.optional(z.unknown()) }))

const Cluster = z.object({
  server: text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': flag,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'proxy-url': text,
  'disable-compression': flag,
  extensions,
})

const Exec = z.object({
  apiVersion: text,
  command: text,
  args: texts,
  env: list(z.nullable(z.object({ name: text, value: text }))),
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
  'auth-provider': z.nullish(
    z.object({ name: text, config: z.nullish(z.record(z.string(), z.nullable(z.string()))) }),
  ),
  exec: z.nullish(Exec),
  extensions,
})

const Context = z.object({ cluster: text, user: text, namespace: text, extensions })

const Document = z.nullish(
  z.object({
    apiVersion: z.nullish(z.enum(['v1', ''])),
    kind: z.nullish(z.enum(['Config', ''])),
    preferences: z.nullish(z.object({ colors: flag, extensions })),
    'current-context': text,
    clusters: named(z.object({ name: text, cluster: z.nullish(Cluster) })),
    users: named(z.object({ name: text, user: z.nullish(User) })),
    contexts: named(z.object({ name: text, context: z.nullish(Context) })),
    extensions,
  }),
)

export type ClusterEntry = z.output<typeof Cluster>
export type UserEntry = z.output<typeof User>
export type ExecEntry = z.output<typeof Exec>
export type NamedContext = z.output<typeof Context>

/** What one kubeconfig file defines, by name. */
export interface KubeconfigDocument {
  currentContext: string
  clusters: Map<string, ClusterEntry>
  users: Map<string, UserEntry>
  contexts: Map<string, NamedContext>
}

/**
 * Parses a kubeconfig, YAML or JSON; an empty one defines nothing, as for kubectl. Throws `kubeconfig-malformed` with
 * line, field and reason, none of which contains a value of the file.
 */
export function readKubeconfigDocument(content: string, file: string): KubeconfigDocument {
  const malformed = (line: number, path: readonly PropertyKey[], reason: string) =>
    failed('kubeconfig-malformed', { file, line, field: fieldName(path), reason })
  const { value, lineOf } = readYaml(content, malformed)
  const checked = Document.safeParse(value)
  if (!checked.success) {
    const [issue] = checked.error.issues
    const path = issue?.path ?? []
    throw malformed(lineOf(path), path, reasonOfIssue(issue))
  }
  const { clusters, users, contexts, 'current-context': currentContext } = checked.data ?? {}
  return {
    currentContext: currentContext ?? '',
    clusters: byName(clusters?.map((entry) => [entry?.name, entry?.cluster ?? {}])),
    users: byName(users?.map((entry) => [entry?.name, entry?.user ?? {}])),
    contexts: byName(contexts?.map((entry) => [entry?.name, entry?.context ?? {}])),
  }
}

/** Nothing can refer to an entry without a name. */
function byName<T>(entries: [name: string | null | undefined, value: T][] = []): Map<string, T> {
  const map = new Map<string, T>()
  for (const [name, value] of entries) {
    if (name) map.set(name, value)
  }
  return map
}

/** For example `users[2].user.exec.command`. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

const kinds: Readonly<Record<string, string>> = { array: 'list', object: 'map', record: 'map' }

function reasonOfIssue(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'invalid_type':
      return `not a ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `not ${issue.values
        .map(String)
        .filter((value) => value !== '')
        .join(' or ')}`
    case 'custom':
      return issue.message
    default:
      return 'not valid'
  }
}
