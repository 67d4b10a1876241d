import type { CredentialState } from '../../../shared/contract/life.ts'
import type { StreamHandlers } from '../../api.ts'
import { driveStream, type DrivenStream } from '../../stream.fixture.ts'

/** A credential as `life:look` returns it. */
export const credentialState = (name: string, parts: Partial<CredentialState> = {}): CredentialState => ({
  namespace: 'runai-vision',
  kubernetesName: name,
  uid: `uid-${name}`,
  resourceVersion: '7',
  name: `Credential ${name}`,
  description: '',
  expiresAt: null,
  origin: 'existing',
  annotations: ['credenza.app/credential', 'credenza.app/origin'],
  rights: { patch: { allowed: true, reason: '' }, delete: { allowed: true, reason: '' } },
  ...parts,
})

/** Streams that a test drives, with the input of each. */
export function drivenStreams<I, M>() {
  const started: (DrivenStream<M> & { input: I })[] = []
  return {
    started,
    start: (input: I, handlers: StreamHandlers<M>): (() => void) => {
      const stream = driveStream(handlers)
      started.push(Object.assign(stream, { input }))
      return stream.stop
    },
    last: () => {
      const stream = started.at(-1)
      if (stream === undefined) throw new Error('none was started')
      return stream
    },
  }
}
