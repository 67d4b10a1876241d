import type { CheckPlaces, SecretFinding } from '../../../shared/checks.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Connection } from '../../kube/connection.ts'
import {
  fieldsOf,
  type Untrusted,
  type V1Container,
  type V1EnvVar,
  type V1PodSpec,
} from '../../kube/core/models.ts'
import { failureIn } from '../writes/change-each.ts'
import type { HeldValue } from './check-secret.ts'

/** A value with the secret that holds it. */
export interface SoughtValue extends HeldValue {
  uid: string
}

export interface Sightings {
  /** Findings by the uid of the secret. */
  findings: Map<string, SecretFinding[]>
  /** What couldn't be listed, and why. */
  unchecked: { what: 'pods' | 'configmaps'; failure: Failure }[]
}

/** How many places a finding names. All are counted. */
export const mostPlaces = 5

/**
 * Looks for values in plain sight: in env, command and args of the pods of a namespace, and in its ConfigMaps. Keeps
 * only the names of the places.
 */
export async function lookInPlainSight(
  connection: Pick<Connection, 'listObjects'>,
  { namespace, values, signal }: { namespace: string; values: readonly SoughtValue[]; signal: AbortSignal },
): Promise<Sightings> {
  const findings = new Map<string, SecretFinding[]>()
  const unchecked: Sightings['unchecked'] = []
  if (values.length === 0) return { findings, unchecked }
  const kinds = [
    { what: 'pods', code: 'value-in-pod', textsOf: podTexts },
    { what: 'configmaps', code: 'value-in-config-map', textsOf: configMapTexts },
  ] as const
  for (const { what, code, textsOf } of kinds) {
    // A list may start over when its pages expire. Each place counts once.
    const seen = new Map<SoughtValue, Set<string>>()
    const look = ({ place, text }: PlacedText) => {
      for (const value of values)
        if (text.includes(value.text)) seen.set(value, (seen.get(value) ?? new Set()).add(place))
    }
    const failure = await failureIn(() =>
      connection.listObjects<never>({
        path: `/api/v1/namespaces/${namespace}/${what}`,
        signal,
        read: (object) => {
          for (const text of textsOf(object)) look(text)
          return null
        },
        onObjects: () => {},
      }),
    )
    // If the cluster doesn't serve the kind, there is nothing to find.
    if (failure !== null && failure.code !== 'not-found') unchecked.push({ what, failure })
    for (const [{ uid, key }, places] of seen)
      findings.set(uid, [...(findings.get(uid) ?? []), { code, key, places: foundPlaces(places) }])
  }
  return { findings, unchecked }
}

/** The number of places, and the first ones. */
export const foundPlaces = (places: Iterable<string>): CheckPlaces => {
  const all = [...places].sort()
  return { count: all.length, some: all.slice(0, mostPlaces) }
}

interface PlacedText {
  place: string
  text: string
}

type Fields = Readonly<Record<string, unknown>>
const nameOf = (object: Fields): string => textIn(fieldsOf(object['metadata'])['name'])
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

function* podTexts(pod: Fields): Generator<PlacedText> {
  const spec: Untrusted<V1PodSpec> = fieldsOf(pod['spec'])
  const kinds = [spec.initContainers, spec.containers, spec.ephemeralContainers]
  for (const each of kinds.flatMap(listIn)) {
    const container: Untrusted<V1Container> = fieldsOf(each)
    const place = `${nameOf(pod)}, ${textIn(container.name)}`
    for (const word of [...listIn(container.command), ...listIn(container.args)])
      yield { place, text: textIn(word) }
    for (const variable of listIn(container.env)) {
      const { value }: Untrusted<V1EnvVar> = fieldsOf(variable)
      yield { place, text: textIn(value) }
    }
  }
}

function* configMapTexts(map: Fields): Generator<PlacedText> {
  for (const [key, text] of Object.entries(fieldsOf(map['data'])))
    yield { place: `${nameOf(map)}, ${key}`, text: textIn(text) }
  for (const [key, bytes] of Object.entries(fieldsOf(map['binaryData'])))
    yield { place: `${nameOf(map)}, ${key}`, text: Buffer.from(textIn(bytes), 'base64').toString('utf8') }
}
