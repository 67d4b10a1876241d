import type { Mask } from '../failures/mask-values.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { answerFailure, isJsonAnswer } from '../failures/answer-failure.ts'
import type { Asked, Verb } from '../failures/answer-failure.ts'
import type { Dispatchers } from '../http/dispatchers.ts'
import { exchange } from '../http/exchange.ts'
import type { AnswerHead, BodySink } from '../http/exchange.ts'
import { networkFailure } from '../failures/network-failure.ts'
import { isLoopback } from '../kubeconfig/proxy.ts'
import type { ResolvedContext } from '../kubeconfig/resolved-context.ts'
import type { Identity } from '../sign-in/sign-in.ts'
import { sentWriteFailure } from '../failures/write-outcome.ts'
import { shownAddress } from '../kubeconfig/without-logins.ts'

export interface KubeRequest {
  path: string
  query: Readonly<Record<string, string>>
  verb: Verb
  accept: string
  /** JSON; a merge patch for a patch. */
  body?: string
  /** Despite its body it only asks something: it can be sent again. */
  changesNothing?: boolean
  /** Its failure doesn't count as one of the cluster. */
  isOptional?: boolean
  /** Removes the body's values from the cluster's messages. */
  mask?: Mask
  /** The id of a write in the cluster's audit log: `wanted` is sent, `onAnswer` gets the one in the response. */
  requestId?: { wanted: string; onAnswer: (given: string) => void }
  signal: AbortSignal
  /** Milliseconds, as in an exchange. */
  limits: { head: number; idle: number; answer: number }
  /** Called when a successful response begins; again if the request had to be resent. */
  sink: () => BodySink
}

interface SenderDeps {
  context: ResolvedContext
  version: string
  dispatchers: Dispatchers
}

/** Called when the response headers arrive. */
type OnAnswer = (head: AnswerHead) => void

/** Sends one request with an identity. Rejects with an ExpectedError; calls `onAnswer` when the headers arrive. */
export type SendOnce = (request: KubeRequest, identity: Identity, onAnswer: OnAnswer) => Promise<void>

/** Bytes read of a refusal; a Status is far smaller. */
const refusalLimit = 64 * 1024

const methods = {
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  create: 'POST',
  patch: 'PATCH',
  delete: 'DELETE',
} as const

export function createSendOnce({ context, version, dispatchers }: SenderDeps): SendOnce {
  const url = new URL(context.server)
  const server = shownAddress(context.server)
  const prefix = url.pathname.replace(/\/$/, '')
  // On the loopback, compressing takes longer than sending.
  const encoding: Record<string, string> = isLoopback(url.hostname) ? {} : { 'accept-encoding': 'gzip' }

  const send = async (
    request: KubeRequest,
    identity: Identity,
    { onAnswer, onSending }: { onAnswer: OnAnswer; onSending: () => void },
  ) => {
    const { path, query, verb, signal, limits, body = '', mask, requestId } = request
    const { user } = context
    const asked: Asked = { server, user, path, verb, ...(mask === undefined ? {} : { mask }) }
    const search = new URLSearchParams(query).toString()
    await exchange({
      dispatcher: await dispatchers.get(identity.clientCertificate),
      origin: url.origin,
      path: `${prefix}${path}${search === '' ? '' : `?${search}`}`,
      method: methods[verb],
      body,
      onSending,
      headers: {
        ...identity.headers,
        ...encoding,
        ...(body === '' ? {} : { 'content-type': contentType(verb) }),
        ...(requestId === undefined ? {} : { 'audit-id': requestId.wanted }),
        accept: request.accept,
        'user-agent': `credenza/${version}`,
      },
      signal,
      limits,
      onHead: (head) => {
        onAnswer(head)
        requestId?.onAnswer(head.header('audit-id'))
        return isJsonAnswer(head) ? request.sink() : refusalSink(head, asked)
      },
    })
  }

  return async (request, identity, onAnswer) => {
    const isWrite = methods[request.verb] !== 'GET' && request.changesNothing !== true
    const progress = { isAnswered: false, isSending: false }
    const onSending = () => {
      progress.isSending = true
    }
    const answered: OnAnswer = (head) => {
      progress.isAnswered = true
      onAnswer(head)
    }
    const attempt = () =>
      send(request, identity, { onAnswer: answered, onSending }).catch((error: unknown) => {
        throw networkFailure(error, {
          server,
          host: url.hostname.replace(/^\[|\]$/g, ''),
          user: context.user,
          proxy: context.proxy,
          hasClientCertificate: identity.clientCertificate !== null,
        })
      })
    /** A write is never resent once it was handed to a connection. */
    const told = (error: unknown) => (isWrite && progress.isSending ? sentWriteFailure(error, server) : error)
    try {
      await attempt()
    } catch (error) {
      const code = failureOf(error)?.code
      if (isWrite && progress.isSending) throw told(error)
      // The other side may have closed a keep-alive connection just when it was reused.
      if (progress.isAnswered || request.signal.aborted || code !== 'connection-cut') throw error
      await attempt().catch((again: unknown) => {
        throw told(again)
      })
    }
  }
}

const contentType = (verb: Verb) => (verb === 'patch' ? 'application/merge-patch+json' : 'application/json')

/** Collects the body of a refusal and throws its failure. */
function refusalSink(head: AnswerHead, asked: Asked): BodySink {
  const pieces: Buffer[] = []
  let size = 0
  const refuse = () => answerFailure(head, Buffer.concat(pieces).toString('utf8'), asked)
  return {
    push: (chunk) => {
      pieces.push(chunk)
      size += chunk.length
      if (size > refusalLimit) throw refuse()
    },
    end: () => {
      throw refuse()
    },
  }
}

/** A sink that parses the whole response as JSON. */
export function jsonSink(server: string, limit: number, take: (json: unknown) => void): BodySink {
  const pieces: Buffer[] = []
  let size = 0
  return {
    push: (chunk) => {
      pieces.push(chunk)
      size += chunk.length
      if (size > limit) throw failed('answer-garbled', { server, reason: 'too long' })
    },
    end: () => take(JSON.parse(Buffer.concat(pieces).toString('utf8'))),
  }
}
