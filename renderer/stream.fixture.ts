import type { StreamHandlers } from './api.ts'

/** A stream that a test drives by its handlers. */
export interface DrivenStream<M> {
  handlers: StreamHandlers<M>
  isStopped: boolean
  stop: () => void
}

/** As api.ts guarantees and api.test.ts verifies, a stopped stream sends nothing more. */
export function driveStream<M>(given: StreamHandlers<M>): DrivenStream<M> {
  const stream: DrivenStream<M> = {
    isStopped: false,
    stop: () => void (stream.isStopped = true),
    handlers: {
      onMessage: (message) => stream.isStopped || given.onMessage(message),
      onEnd: () => stream.isStopped || given.onEnd(),
      onFailure: (failure) => stream.isStopped || given.onFailure(failure),
    },
  }
  return stream
}
