import { computed, ref, shallowRef } from 'vue'
import { valueLimit, valueProblem, type TextProblem } from '../../../../shared/credential-fields.ts'
import {
  type CredentialType,
  type KnownField,
  type KnownFormat,
  type ValueField,
} from '../../../../shared/credential-types/credential-types.ts'

type Values = Readonly<Partial<Record<ValueField, string>>>

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Bytes of the JSON that holds a registry login: the password is in it twice, once in base64. */
const loginBytes = (username: string, password: string): number => {
  const both = bytesOf(username) + 1 + bytesOf(password)
  return (
    bytesOf(JSON.stringify({ auths: { '': { username, password, auth: '' } } })) + 4 * Math.ceil(both / 3)
  )
}

/**
 * The values of a new secret, for as long as its wizard is there. They are handed out one by one to the fields that
 * show them and never are in a store's state. What was typed for another format than the present one stays.
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

  /** Bytes that the secret would have, as the API server counts them. */
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
    /** Those of the present format. */
    get fields() {
      return fields.value
    },
    valueOf,
    setValue: (field: ValueField, value: string) => fill({ ...values.value, [field]: value }),
    /** What is wrong with each value, by its field. */
    problems,
    /** More than a secret can hold, all values together. */
    isTooLarge: computed(() => size.value > valueLimit),
    /** Changes with every value; it tells nothing of them. */
    revision,
    hasAny: () => Object.values(values.value).some((value) => value !== ''),
    /** Those of the present format, to be sent. */
    all: (): Values => Object.fromEntries(fields.value.map(({ id }) => [id, valueOf(id)])),
    /** Those of every format, to be kept as a draft. */
    entered: (): Values => values.value,
    fill,
    clear: () => fill({}),
  }
}

export type SecretValues = ReturnType<typeof createSecretValues>
