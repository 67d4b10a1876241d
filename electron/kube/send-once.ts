import { failed, failureOf } from '../../shared/failure.ts'
import { answerFailure, isJsonAnswer } from './answer-failure.ts'
import type { Asked } from './answer-failure.ts'
import type { Dispatchers } from './dispatchers.ts'
import { exchange } from './exchange.ts'
import type { AnswerHead, BodySink } from './exchange.ts'
import { networkFailure } from './network-failure.ts'
import { isLoopback } from './proxy.ts'
import type { ResolvedContext } from './resolved-context.ts'
import type { Identity } from './sign-in.ts'

export interface KubeRequest {
  path: string
  query: Readonly<Record<string, string>>
  verb: 'get' | 'list' | 'watch'
  accept: string
  signal: AbortSignal
  /** Milliseconds: as for an exchange. */
  limits: { head: number; idle: number; answer: number }
  /** Made when a good answer begins; anew where the request had to be sent again. */
  sink: () => BodySink
}

export interface SenderRequest {
  context: ResolvedContext
  version: string
  dispatchers: Dispatchers
  /** Milliseconds until a connection stands. */
  connectLimit: number
}

/** The head of an answer is there. */
export type OnAnswer = (status: number) => void

/** Sends one GET with an identity. Rejects with an ExpectedError; `onAnswer` tells when the head is there. */
export type SendOnce = (request: KubeRequest, identity: Identity, onAnswer: OnAnswer) => Promise<void>

/** What is read of a refusal; a Status is far smaller. */
const refusalLimit = 64 * 1024

export function createSendOnce({ context, version, dispatchers, connectLimit }: SenderRequest): SendOnce {
  const url = new URL(context.server)
  const prefix = url.pathname.replace(/\/$/, '')
  // On this machine packing takes longer than sending.
  const encoding: Record<string, string> = isLoopback(url.hostname) ? {} : { 'accept-encoding': 'gzip' }

  const send = async (request: KubeRequest, identity: Identity, onAnswer: OnAnswer) => {
    const { path, query, verb, signal, limits } = request
    const asked: Asked = { server: context.server, user: context.user, path, verb }
    const search = new URLSearchParams(query).toString()
    await exchange({
      dispatcher: await dispatchers.get(identity.clientCertificate),
      origin: url.origin,
      path: `${prefix}${path}${search === '' ? '' : `?${search}`}`,
      headers: {
        ...identity.headers,
        ...encoding,
        accept: request.accept,
        'user-agent': `credenza/${version}`,
      },
      signal,
      limits,
      onHead: (head) => {
        onAnswer(head.status)
        return isJsonAnswer(head) ? request.sink() : refusalSink(head, asked)
      },
    })
  }

  return async (request, identity, onAnswer) => {
    const progress = { isAnswered: false }
    const answered: OnAnswer = (status) => {
      progress.isAnswered = true
      onAnswer(status)
    }
    const attempt = () =>
      send(request, identity, answered).catch((error: unknown) => {
        throw networkFailure(error, {
          server: context.server,
          host: url.hostname.replace(/^\[|\]$/g, ''),
          user: context.user,
          proxy: context.proxy,
          hasClientCertificate: identity.clientCertificate !== null,
          connectLimit,
        })
      })
    try {
      await attempt()
    } catch (error) {
      const code = failureOf(error)?.code
      // A kept-alive connection may have been closed by the other side just when it was used again.
      const isWorthAgain =
        code === 'connection-cut' || (code === 'certificate-untrusted' && dispatchers.trustMachine())
      if (progress.isAnswered || request.signal.aborted || !isWorthAgain) throw error
      await attempt()
    }
  }
}

/** Gathers a refusal's body and throws the failure that it tells. */
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

/** A sink that reads the whole answer as JSON. */
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
