import fc from 'fast-check'
import * as z from 'zod/mini'
import { sandboxContext } from '../../../shared/sandbox.ts'
import { anyJson, mostly } from './answers.ts'

/** The part of JSON Schema that the contract's schemas produce. */
interface JsonSchema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  propertyNames?: JsonSchema
  items?: JsonSchema
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
}

/** Values with a meaning in the sandbox, by field, so that inputs get past the first check. */
const known: Readonly<Record<string, readonly string[]>> = {
  context: [sandboxContext],
  namespace: ['runai', 'runai-vision', 'default'],
  runaiNamespace: ['runai'],
  kubernetesName: ['a', 'dockerregistry-a'],
}
const deepest = 6

/** Inputs that a schema mostly accepts. Parts are sometimes replaced by anything. */
export function inputsOf(schema: z.ZodMiniType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
  return valuesOf(json as JsonSchema, '', 0)
}

function valuesOf(schema: JsonSchema, field: string, depth: number): fc.Arbitrary<unknown> {
  return depth > deepest ? anyJson : mostly(usualOf(schema, field, depth))
}

function usualOf(schema: JsonSchema, field: string, depth: number): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((one) => valuesOf(one, field, depth + 1)))
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'object':
      return objectsOf(schema, depth)
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, field, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: (schema.minItems ?? 0) + 3,
      })
    case 'string':
      return textsOf(schema, field)
    case 'integer':
    case 'number':
      return numbersOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return anyJson
  }
}

function objectsOf(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  const names = Object.keys(properties)
  if (names.length === 0 && typeof additionalProperties === 'object') {
    const keys = textsOf(schema.propertyNames ?? {}, 'key')
    return fc.dictionary(keys, valuesOf(additionalProperties, '', depth + 1), { maxKeys: 3 })
  }
  const parts = Object.fromEntries(
    names.map((name) => [name, valuesOf(properties[name] ?? {}, name, depth + 1)] as const),
  )
  return fc.record(parts, { requiredKeys: required.filter((name) => names.includes(name)) })
}

function textsOf(
  { pattern, minLength = 0, maxLength = 40 }: JsonSchema,
  field: string,
): fc.Arbitrary<string> {
  const words = known[field]
  if (words !== undefined) return fc.constantFrom(...words)
  const usual = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) })
  if (pattern === undefined) return usual
  try {
    return fc.stringMatching(new RegExp(pattern))
  } catch {
    // A pattern from which no value can be generated.
    return usual
  }
}

function numbersOf({ minimum = -10, maximum = 1000 }: JsonSchema): fc.Arbitrary<number> {
  const least = Math.max(minimum, -(2 ** 31))
  return fc.integer({ min: least, max: Math.max(least, Math.min(maximum, 2 ** 31 - 1)) })
}
