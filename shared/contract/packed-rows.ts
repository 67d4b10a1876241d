import type { Credential, UnusedSecret } from '../credential.ts'

/** Whether each row has its own value of a field, or rows share values. */
type Fields<T> = Readonly<Record<keyof T & string, 'own' | 'shared'>>

/** One field of all rows in order: the values, or the distinct values and each row's index. */
type PackedField = readonly unknown[] | { of: readonly unknown[]; at: readonly number[] }

/** Rows as sent between the processes: by field, so that neither field names nor shared values are repeated. */
export interface PackedRows {
  count: number
  fields: Readonly<Record<string, PackedField>>
}

/** Packs rows of one kind, and unpacks them. Rows with an equal value then share one object for it. */
interface RowPacking<T> {
  pack: (rows: readonly T[]) => PackedRows
  unpack: (packed: PackedRows) => T[]
}

function createRowPacking<T extends object>(fields: Fields<T>): RowPacking<T> {
  const names = Object.keys(fields) as (keyof T & string)[]
  const empty: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]))
  return {
    pack(rows) {
      const packed = names.map((name): [string, PackedField] => {
        const values = rows.map((row) => row[name])
        return [name, fields[name] === 'own' ? values : packShared(values)]
      })
      return { count: rows.length, fields: rows.length === 0 ? {} : Object.fromEntries(packed) }
    },
    unpack({ count, fields: packed }) {
      // Copies of one object, so that all rows have the same hidden class.
      const rows = Array.from({ length: count }, () => ({ ...empty }))
      for (const [name, field] of Object.entries(packed)) {
        if ('of' in field) for (const [at, row] of rows.entries()) row[name] = field.of[field.at[at] ?? 0]
        else for (const [at, row] of rows.entries()) row[name] = field[at]
      }
      return rows as T[]
    },
  }
}

function packShared(values: readonly unknown[]): PackedField {
  const places = new Map<unknown, number>()
  let [last, place]: [unknown, number] = [undefined, -1]
  const at = values.map((value) => {
    // Adjacent rows have most in common.
    if (value === last && place >= 0) return place
    last = value
    place = places.get(value) ?? places.size
    if (place === places.size) places.set(value, place)
    return place
  })
  return { of: [...places.keys()], at }
}

export const credentialPacking = createRowPacking<Credential>({
  uid: 'own',
  name: 'own',
  type: 'shared',
  status: 'shared',
  scope: 'shared',
  kubernetesName: 'own',
  namespace: 'shared',
  registryUrl: 'shared',
  description: 'shared',
  origin: 'shared',
  createdBy: 'shared',
  createdAt: 'shared',
  rotatedAt: 'shared',
  expiresAt: 'shared',
  cluster: 'shared',
  copies: 'shared',
  owner: 'shared',
  usage: 'shared',
})

export const unusedPacking = createRowPacking<UnusedSecret>({
  uid: 'own',
  kubernetesName: 'own',
  namespace: 'shared',
  scope: 'shared',
  secretType: 'shared',
  type: 'shared',
  keyCount: 'shared',
  createdBy: 'shared',
  createdAt: 'shared',
  deleting: 'shared',
  hasValuesInAnnotation: 'shared',
  cluster: 'shared',
  resourceVersion: 'own',
})
