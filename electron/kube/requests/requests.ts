import { failureOf } from '../../../shared/failure.ts'
import type { ExpectedError } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'
import { pause } from '../../base/clock.ts'
import type { ClusterTime } from '../http/cluster-time.ts'
import { createLimit } from '../../base/limit.ts'
import type { Route } from '../http/open-connection.ts'
import type { CircuitBreaker } from '../http/circuit-breaker.ts'
import type { ResolvedContext } from '../kubeconfig/resolved-context.ts'
import type { KubeRequest, SendOnce } from './send-once.ts'
import type { Identity, SignIn } from '../sign-in/sign-in.ts'
import { createFailureRefiner } from './refine-failure.ts'

interface RequestsDeps {
  context: ResolvedContext
  route: Route
  signIn: SignIn
  sendOnce: SendOnce
  breaker: CircuitBreaker
  /** Receives the date of each response. */
  time: ClusterTime
  clock: Clock
}

/** Sends a request with a sign-in; rejects with an ExpectedError. */
export type Send = (request: KubeRequest) => Promise<void>

/** Seconds; longer waits that the server asks for are left to the caller. */
const longestRetryAfter = 10
/** Concurrent requests, not counting watches: more bring no gain. */
const atOnce = 16

/**
 * Sends requests with a sign-in: signs in again once after a 401 if that can help, waits when the server throttles, and
 * explains failures that need more than the response.
 */
export function createRequests(deps: RequestsDeps): Send {
  const { context, route, signIn, sendOnce, breaker, time, clock } = deps
  const words = createFailureRefiner({ context, route, time, clock })
  const attempt = async (request: KubeRequest, identity: Identity) => {
    const progress = { isAnswered: false }
    try {
      await sendOnce(request, identity, ({ status, header }) => {
        time.heard(header('date'))
        // A 5xx response may come from a load balancer in front of a dead cluster.
        progress.isAnswered = status < 500
        if (progress.isAnswered) breaker.answered()
      })
    } catch (error) {
      if (!progress.isAnswered) {
        const failure = failureOf(error)
        const code = failure?.code === 'outcome-unknown' ? failure.cause : failure?.code
        const saysNothing = code === undefined || code === 'cancelled' || code === 'context-unusable'
        if (saysNothing || request.isOptional === true) breaker.abandoned()
        else breaker.failed()
      }
      throw error
    }
  }
  const getIdentity = async (signal: AbortSignal) => {
    try {
      return await signIn.get(signal)
    } catch (error) {
      breaker.abandoned()
      throw error
    }
  }

  const send = async (request: KubeRequest) => {
    const { signal } = request
    let renewals = 1
    let waits = 2
    for (;;) {
      const identity = await getIdentity(signal)
      try {
        await attempt(request, identity)
        signIn.accept(identity)
        return
      } catch (error) {
        const failure = failureOf(error)
        if (failure === null) throw error
        if (failure.code === 'unauthorized') {
          if (!signIn.drop(identity) || renewals === 0) throw words.unauthorized(identity, failure)
          renewals -= 1
        } else if (
          failure.code === 'too-many-requests' &&
          waits > 0 &&
          failure.seconds <= longestRetryAfter
        ) {
          waits -= 1
          await pause(clock, failure.seconds * 1000, signal)
        } else {
          throw await words.refined(error as ExpectedError, identity)
        }
      }
    }
  }
  const limited = createLimit(atOnce)
  return (request) => (request.verb === 'watch' ? send(request) : limited(() => send(request)))
}
