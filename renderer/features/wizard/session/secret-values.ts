import { computed, ref, shallowRef } from 'vue'
import { valueLimit, valueProblem, type TextProblem } from '../../../../shared/credential-fields.ts'
import {
  type CredentialType,
  type KnownField,
  type KnownFormat,
  type ValueField,
} from '../../../../shared/credential-types/credential-types.ts'

type Values = Readonly<Partial<Record<ValueField, string>>>

/** The bytes of a text in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** The bytes of a registry login's JSON, which contains the password twice, once in base64. */
const loginBytes = (username: string, password: string): number => {
  const both = bytesOf(username) + 1 + bytesOf(password)
  return (
    bytesOf(JSON.stringify({ auths: { '': { username, password, auth: '' } } })) + 4 * Math.ceil(both / 3)
  )
}

/**
 * The values of a new secret while its wizard exists. They are passed one by one to the fields that show them, and
 * never in a store's state. Input for another format is kept.
 */
export function createSecretValues(type: CredentialType, format: () => KnownFormat) {
  const fields = computed<readonly KnownField[]>(() => format().fields)
  const values = shallowRef<Values>({})
  const revision = ref(0)
  const valueOf = (field: ValueField): string => values.value[field] ?? ''

  const problems = computed<Partial<Record<ValueField, TextProblem>>>(() => {
    const found: Partial<Record<ValueField, TextProblem>> = {}
    for (const { id } of fields.value) {
      const problem = valueProblem(valueOf(id))
      if (problem !== null) found[id] = problem
    }
    return found
  })

  /** The bytes of the secret, as the API server counts them. */
  const size = computed(() =>
    type === 'docker-registry'
      ? loginBytes(valueOf('username'), valueOf('password'))
      : fields.value.reduce((sum, { id }) => sum + bytesOf(valueOf(id)), 0),
  )

  function fill(entered: Values): void {
    values.value = { ...entered }
    revision.value += 1
  }

  return {
    /** Those of the current format. */
    get fields() {
      return fields.value
    },
    valueOf,
    setValue: (field: ValueField, value: string) => fill({ ...values.value, [field]: value }),
    /** The problem of each value, by field. */
    problems,
    /** All values together exceed what a secret can contain. */
    isTooLarge: computed(() => size.value > valueLimit),
    /** Changes with every value, but doesn't reveal them. */
    revision,
    hasAny: () => Object.values(values.value).some((value) => value !== ''),
    /** Those of the current format, for sending. */
    all: (): Values => Object.fromEntries(fields.value.map(({ id }) => [id, valueOf(id)])),
    /** Those of every format, for a draft. */
    entered: (): Values => values.value,
    fill,
    clear: () => fill({}),
  }
}

export type SecretValues = ReturnType<typeof createSecretValues>
