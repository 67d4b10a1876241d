import { accessKey } from './access-key.ts'
import { dockerRegistry } from './docker-registry.ts'
import { generic } from './generic.ts'
import { ngcApiKey } from './ngc-api-key.ts'
import { password } from './password.ts'
import type { Field, Format, TypeDescription } from './type-description.ts'

/** All types, in the order of menus and lists. Everything else about a type follows from its description. */
const described = {
  'docker-registry': dockerRegistry,
  generic,
  'ngc-api-key': ngcApiKey,
  'access-key': accessKey,
  password,
} as const

/** What a credential can be used for. */
export type CredentialType = keyof typeof described
type Described = (typeof described)[CredentialType]
type DescribedFormat = Described['formats'][number]

/** The names of the types' icons. The window must have each of them. */
type TypeIcon = Described['icon']
export type FormatId = NonNullable<DescribedFormat['id']>
/** The id of a value that a person enters. It is the same in all types with that value. */
export type ValueField = DescribedFormat['fields'][number]['id']

export interface KnownField extends Field {
  id: ValueField
}
export interface KnownFormat extends Format {
  id: FormatId | null
  fields: readonly KnownField[]
}
interface KnownType extends TypeDescription {
  icon: TypeIcon
  formats: readonly [KnownFormat, ...KnownFormat[]]
}

export const typeDescriptions: Readonly<Record<CredentialType, KnownType>> = described
export const credentialTypes = Object.keys(described) as readonly CredentialType[]

export const formatIds: readonly FormatId[] = credentialTypes.flatMap((type) =>
  typeDescriptions[type].formats.flatMap(({ id }) => (id === null ? [] : [id])),
)

/** All fields of all types and formats, without duplicates. */
export const valueFields: readonly ValueField[] = [
  ...new Set(
    credentialTypes.flatMap((type) =>
      typeDescriptions[type].formats.flatMap(({ fields }) => fields.map(({ id }) => id)),
    ),
  ),
]

/** A format of a type: the only one if `id` is absent. `null` if it can't be determined or doesn't exist. */
export function formatOf(type: CredentialType, id?: FormatId | null): KnownFormat | null {
  const { formats } = typeDescriptions[type]
  if (id === null || id === undefined) return formats.length === 1 ? formats[0] : null
  return formats.find((format) => format.id === id) ?? null
}

/** The Secret types that an existing secret can have, in any format of a type. */
export const servingSecretTypes = (type: CredentialType): readonly string[] => serving.get(type) ?? []

const serving: ReadonlyMap<CredentialType, readonly string[]> = new Map(
  credentialTypes.map((type) => [
    type,
    [...new Set(typeDescriptions[type].formats.flatMap((format) => format.servingSecretTypes))],
  ]),
)

/**
 * The type of a secret with this value of the label `run.ai/resource`. If types share the value, the annotation
 * `credenza.app/format` decides, then the longest matching prefix of the Kubernetes name. `null` for an unknown value.
 */
export function typeOfResource(
  resource: string,
  { format = '', kubernetesName = '' }: { format?: string; kubernetesName?: string } = {},
): CredentialType | null {
  const sharing = typesOfResources.get(resource) ?? []
  const [only, other] = sharing
  if (only === undefined || other === undefined) return only ?? null
  const told = sharing.find((type) => typeDescriptions[type].formats.some(({ id }) => id === format))
  if (told !== undefined) return told
  const prefixOf = (type: CredentialType) => typeDescriptions[type].namePrefix
  const named = sharing
    .filter((type) => kubernetesName.startsWith(prefixOf(type)))
    .sort((a, b) => prefixOf(b).length - prefixOf(a).length)
  return named[0] ?? only
}

const typesOfResources: ReadonlyMap<string, readonly CredentialType[]> = Map.groupBy(
  credentialTypes,
  (type) => typeDescriptions[type].resource,
)

/** The type that a Secret's own type implies. `null` if it implies none. */
export const typeToldBy = (secretType: string): CredentialType | null =>
  credentialTypes.find((type) => typeDescriptions[type].toldBy.includes(secretType)) ?? null
