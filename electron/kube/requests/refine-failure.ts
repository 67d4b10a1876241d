import { failed } from '../../../shared/failure.ts'
import type { ExpectedError, FailureOf } from '../../../shared/failure.ts'
import { isoTime } from '../../base/clock.ts'
import type { Clock } from '../../base/clock.ts'

import type { ClusterTime } from '../http/cluster-time.ts'
import type { Route } from '../http/open-connection.ts'
import { isWithin, spanOf } from '../kubeconfig/pem.ts'
import type { ResolvedContext } from '../kubeconfig/resolved-context.ts'
import type { Identity } from '../sign-in/sign-in.ts'
import { timeAtServer } from '../http/time-at-server.ts'

interface FailureRefiner {
  /** Why a sign-in was refused, as far as its credentials show. */
  unauthorized: (identity: Identity, failure: FailureOf<'unauthorized'>) => ExpectedError
  /** Adds to a TLS failure what the certificates and the clock reveal. */
  refined: (error: ExpectedError, identity: Identity) => Promise<ExpectedError>
}

/** Explains failures related to time: expired, not valid yet, or only a wrong clock. */
export function createFailureRefiner(parts: {
  context: ResolvedContext
  route: Route
  time: ClusterTime
  clock: Clock
}): FailureRefiner {
  const { context, route, time, clock } = parts
  const { server, user } = context

  function expiredClientCertificate({ clientCertificate }: Identity): ExpectedError | null {
    const until = clientCertificate === null ? null : (spanOf(clientCertificate.certificate)?.until ?? null)
    if (until === null || until > clock.now()) return null
    return failed('client-certificate-expired', { user, expiredAt: isoTime(until) })
  }

  /** Whether the credentials have a validity period that can explain the refusal. */
  function isOfTime({ answer, tokenSpan, clientCertificate }: Identity): boolean {
    const certificateSpan = clientCertificate === null ? null : spanOf(clientCertificate.certificate)
    const spans = [tokenSpan, certificateSpan].filter((span) => span !== null)
    // A plugin often signs the current time, so that its token is only valid within some minutes.
    if (answer !== null && spans.length === 0) return true
    return spans.some((span) => !isWithin(span, time.now()) || !isWithin(span, clock.now()))
  }

  /** A certificate that is invalid only by this machine's clock, but not by the cluster's, means a wrong clock. */
  async function wordedCertificate(error: ExpectedError): Promise<ExpectedError> {
    const { failure } = error
    if (context.proxy !== '') return error
    if (failure.code !== 'certificate-expired' && failure.code !== 'certificate-not-yet-valid') return error
    time.heard(await timeAtServer(route))
    const bounds =
      failure.code === 'certificate-expired'
        ? { from: -Infinity, until: dateOr(failure.expiredAt, -Infinity) }
        : { from: dateOr(failure.validFrom, Infinity), until: Infinity }
    return (isWithin(bounds, time.now()) ? time.failure(server, 'certificate') : null) ?? error
  }

  return {
    unauthorized: (identity, failure) => {
      const clockFailure = isOfTime(identity) ? time.failure(server, 'sign-in') : null
      if (clockFailure !== null) return clockFailure
      const { headers, tokenSpan } = identity
      // kube-apiserver ignores an expired client certificate and responds with 401.
      const expired = headers['authorization'] === undefined ? expiredClientCertificate(identity) : null
      const until = tokenSpan?.until ?? Infinity
      // A token that is still valid was refused for another reason.
      const expiredAt = until <= clock.now() ? isoTime(until) : ''
      return expired ?? failed('unauthorized', { ...failure, expiredAt }, failure.said)
    },
    refined: async (error, identity) => {
      const { code } = error.failure
      if (code === 'certificate-expired' || code === 'certificate-not-yet-valid')
        return wordedCertificate(error)
      if (code === 'client-certificate-refused') return expiredClientCertificate(identity) ?? error
      return error
    },
  }
}

const dateOr = (text: string, missing: number): number => (text === '' ? missing : Date.parse(text))
