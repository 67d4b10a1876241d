import { failed } from '../../../shared/failure.ts'
import { networkFailure } from '../../kube/failures/network-failure.ts'
import { createPool } from '../../kube/http/dispatchers.ts'
import { exchange, type AnswerHead } from '../../kube/http/exchange.ts'
import type { OpenRequest } from '../../kube/http/open-connection.ts'
import { isFromCgi, proxyFromEnvironment, proxyMistake, withoutSecrets } from '../../kube/kubeconfig/proxy.ts'
import { createJudgeServer } from '../../kube/tls/judge-server.ts'
import { looseContextFor } from '../../kube/tls/secure-context.ts'
import type { Authorities } from '../../kube/tls/verify-chain.ts'

/** One request to a registry or its token service. */
interface ServerQuestion {
  url: URL
  method: 'GET' | 'HEAD'
  /** Empty for none. */
  authorization: string
  accept: string
  signal: AbortSignal
}

/** An answer, up to the limits. */
export interface Answer {
  status: number
  header: AnswerHead['header']
  headers: AnswerHead['headers']
  /** The start of the body. The rest of a longer one isn't read. */
  text: string
}

export interface AskServerDeps {
  /** Contains the proxies. */
  environment: Readonly<NodeJS.ProcessEnv>
  authorities: Authorities
  version: string
  /** Milliseconds since 1970. */
  now: () => number
  lookUp?: OpenRequest['lookUp']
  /** Milliseconds for connecting, for the headers, between two chunks, and for the whole answer. */
  limits?: typeof usualLimits
}

/** Maximum bytes of a body. Tokens have a few kilobytes, refusals less. */
const longestBody = 128 * 1024
const usualLimits = { connect: 10_000, head: 15_000, idle: 10_000, answer: 20_000 }

class BodyLimit extends Error {}

/** The proxy for a URL according to the environment, by kubectl's rules. `null` for none. Throws `proxy-failed`. */
export function proxyFor(url: URL, environment: Readonly<NodeJS.ProcessEnv>): URL | null {
  const found = proxyFromEnvironment(url, environment)
  if (found === null) return null
  const mistake = isFromCgi(found, environment)
    ? 'not taken where REQUEST_METHOD is set'
    : proxyMistake(found.proxy, ['http', 'https', 'socks5', 'socks5h'])
  if (mistake !== null)
    throw failed('proxy-failed', {
      proxy: withoutSecrets(found.proxy),
      reason: `${found.variable}: ${mistake}`,
    })
  return new URL(found.proxy)
}

/**
 * Sends one request over its own connection and reads the answer. Never follows redirects or retries. Rejects with
 * connection failures, and with `cancelled` once the signal aborts.
 */
export const createAskServer =
  ({ environment, authorities, version, now, lookUp, limits = usualLimits }: AskServerDeps) =>
  async ({ url, method, authorization, accept, signal }: ServerQuestion): Promise<Answer> => {
    const proxy = proxyFor(url, environment)
    const pool = createPool(
      { route: { server: url, tlsServerName: '', proxy }, connectLimit: limits.connect, lookUp },
      { secure: looseContextFor(url), judge: createJudgeServer(authorities, now), closing: signal },
    )
    let head: AnswerHead = { status: 0, header: () => '', headers: () => [] }
    const pieces: Buffer[] = []
    let size = 0
    try {
      await exchange({
        ...{ dispatcher: pool, origin: url.origin, path: `${url.pathname}${url.search}` },
        ...{ method, body: '', signal, limits },
        headers: {
          accept,
          'user-agent': `Credenza/${version}`,
          ...(authorization === '' ? {} : { authorization }),
        },
        onHead: (told) => {
          head = told
          return {
            push: (chunk) => {
              pieces.push(chunk)
              size += chunk.length
              if (size >= longestBody) throw new BodyLimit()
            },
            end: () => {},
          }
        },
      })
    } catch (error) {
      // The headers and the start of the body suffice to recognize it.
      if (!(error instanceof BodyLimit)) throw wayFailure(error, url, proxy)
    } finally {
      await pool.destroy()
    }
    const text = Buffer.concat(pieces).subarray(0, longestBody).toString('utf8')
    return { ...head, text }
  }

export type AskServer = ReturnType<typeof createAskServer>

const wayFailure = (error: unknown, url: URL, proxy: URL | null): unknown =>
  networkFailure(error, {
    server: url.origin,
    host: url.hostname,
    user: '',
    proxy: proxy?.href ?? '',
    hasClientCertificate: false,
  })
