/** Makes the answers of two clusters comparable: values that can't be equal are replaced in order of occurrence. */
interface Normaliser {
  normal: (value: unknown) => unknown
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g
const age = /^(\d+[ydhms]){1,2}$/

export function createNormaliser(): Normaliser {
  const uids = new Map<string, string>()
  const versions = new Map<string, string>()
  const named = (known: Map<string, string>, value: string, word: string) => {
    const name = known.get(value) ?? `<${word} ${known.size + 1}>`
    known.set(value, name)
    return name
  }

  const normalText = (text: string) =>
    text
      .replace(/too old resource version: \d+ \(\d+\)/, 'too old resource version: <version> (<version>)')
      .replace(uuid, (found) => named(uids, found, 'uid'))
      .replace(time, '<time>')
      .replace(/generated-[a-z0-9]{5}\b/g, 'generated-<random>')
      .replace(
        /(record \(|precondition \(|object meta: |current: |"resourceVersion\\?":\\?")\d+/g,
        '$1<version>',
      )
      // What follows depends on the progress of the server's decoder.
      .replace(/(patch: Invalid value: ".*"|Invalid value: "\{.*\}"): v1\..*$/s, '$1: <decoder>')

  const normalMetadata = (metadata: Record<string, unknown>): Record<string, unknown> => {
    const { resourceVersion, continue: next, managedFields, ...rest } = metadata
    const isObject = typeof metadata['uid'] === 'string'
    const version =
      typeof resourceVersion === 'string' && /^\d+$/.test(resourceVersion) && resourceVersion !== '0'
        ? isObject
          ? named(versions, resourceVersion, 'version')
          : '<version>'
        : resourceVersion
    return {
      ...(normalObject(rest) as Record<string, unknown>),
      ...(resourceVersion === undefined ? {} : { resourceVersion: version }),
      ...(typeof next === 'string' ? { continue: normalToken(next) } : {}),
      ...(Array.isArray(managedFields) ? { managedFields: normalManagers(managedFields) } : {}),
    }
  }
  const normalObject = (value: object): unknown =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => !isOfBinding(item))
        .map(([key, item]: [string, unknown]) => {
          if (key === 'metadata' && isRecord(item)) return [key, normalMetadata(item)]
          // The server collects them from several places concurrently.
          if (key.endsWith('Rules') && Array.isArray(item)) return [key, sorted(item.map(normal))]
          if (key === 'cells' && Array.isArray(item)) return [key, item.map(normalCell)]
          return [key, normal(item)]
        }),
    )
  const normal = (value: unknown): unknown => {
    if (typeof value === 'string') return normalText(value)
    if (Array.isArray(value)) return value.map(normal)
    return isRecord(value) ? normalObject(value) : value
  }
  return { normal }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const normalCell = (cell: unknown) => (typeof cell === 'string' && age.test(cell) ? '<age>' : cell)

function normalToken(token: string): unknown {
  const { v, start } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Record<string, unknown>
  return { v, start }
}

/** Names the binding that grants a permission, which the sandbox doesn't have. */
const isOfBinding = (text: unknown) => typeof text === 'string' && text.startsWith('RBAC: allowed by ')

const sorted = (items: unknown[]) =>
  items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** Within a second they are sorted by name; a test may run across two. */
function normalManagers(entries: unknown[]): unknown[] {
  const timeless = entries
    .filter(isRecord)
    .map(({ time: at, ...entry }) => ({ ...entry, ...(at === undefined ? {} : { time: '<time>' }) }))
  return sorted(timeless)
}
