import type { Layout, RotationState } from '../../../../shared/contract/rotation.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { Api } from '../../../api.ts'
import type { SentValues } from './new-values.ts'
import type { SecretOfRun } from './rotation-lines.ts'
import { placeKey } from './same-choice.ts'

interface Deps {
  api: Pick<Api['rotation'], 'rotate'>
  context: string
  entered: () => SentValues | null
}
interface Wanted {
  secrets: readonly SecretOfRun[]
  layout: Layout
  dryRun: boolean
  stopAtFailure: boolean
}

/** The layout of the credential's values, for secrets that aren't credentials. */
export const layoutOfState = ({ type, format, registryUrl }: RotationState): Layout => ({
  type,
  format,
  registryUrl,
})

/**
 * Sends the new values for some secrets and reports each outcome. Resolves when done, with the failure of the whole if
 * there is one.
 */
export function sendValues(
  { api, context, entered }: Deps,
  { secrets, layout, dryRun, stopAtFailure }: Wanted,
  tell: (key: string, failure: Failure | null) => void,
  onStart: (stop: () => void) => void,
): Promise<Failure | null> {
  const values = entered()
  if (values === null || secrets.length === 0) return Promise.resolve(null)
  const credentials = secrets.filter(({ is }) => is === 'credential').map(({ at }) => at)
  const rest = secrets.filter(({ is }) => is !== 'credential').map(({ at }) => at)
  const others = rest.length === 0 ? {} : { others: { secrets: rest, layout } }
  return new Promise((resolve) => {
    const stop = api.rotate(
      { context, credentials, ...others, dryRun, stopAtFailure, ...values },
      {
        onMessage: (told) => tell(placeKey(told), told.failure),
        onEnd: () => resolve(null),
        onFailure: resolve,
      },
    )
    onStart(stop)
  })
}
