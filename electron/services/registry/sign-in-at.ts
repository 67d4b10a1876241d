import * as z from 'zod/mini'
import type { Answer } from './ask-server.ts'
import { readChallenges, type Challenge } from './challenges.ts'
import { Ended, type LoginSession } from './login-session.ts'
import { parseJson } from '../../base/parse-json.ts'

/** How a request was accepted, with its answer. */
export interface LetThrough {
  by: 'basic' | 'token' | 'not-asked'
  answer: Answer
}

/** Signs in at `GET /v2/`, where every registry says how to do that. Throws any other end of the test. */
export async function signInAt(session: LoginSession, base: URL): Promise<LetThrough> {
  const url = new URL('/v2/', base)
  const first = await session.step({ role: 'registry', url, carries: 'nothing' })
  if (first.status === 401) return answerChallenge(session, { url, method: 'GET', first })
  requireRegistry(first, url)
  // It accepts anyone. Some of these still refuse a wrong login.
  const second = await session.step({ role: 'registry', url, carries: 'login' })
  if (second.status === 401 || second.status === 403) throw session.refusal(second, 'registry', url)
  return { by: 'not-asked', answer: second }
}

interface Challenged {
  url: URL
  method: 'GET' | 'HEAD'
  first: Answer
}

/** Answers the challenge in a 401, and repeats the request. */
export async function answerChallenge(
  session: LoginSession,
  { url, method, first }: Challenged,
): Promise<LetThrough> {
  const challenges = readChallenges(first.headers('www-authenticate'))
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer')
  if (bearer !== undefined) {
    const token = await tokenOf(session, url, bearer)
    const answer = await session.step({ role: 'registry', url, method, carries: 'token', token })
    return { by: 'token', answer: judged(answer, () => tokenRefused(session, answer, url)) }
  }
  if (!challenges.some(({ scheme }) => scheme === 'basic')) {
    const schemes = challenges.map(({ scheme }) => scheme.slice(0, 20)).slice(0, 5)
    throw new Ended({ kind: 'no-challenge', host: url.host, schemes })
  }
  const answer = await session.step({ role: 'registry', url, method, carries: 'login' })
  return { by: 'basic', answer: judged(answer, () => session.refusal(answer, 'registry', url)) }

  /** A refusal for an image concerns the image, and is judged there. */
  function judged(found: Answer, refused: () => Ended): Answer {
    if (method === 'HEAD') return found
    if (found.status === 401 || found.status === 403) throw refused()
    requireRegistry(found, url)
    return found
  }
}

const tokenRefused = (session: LoginSession, answer: Answer, url: URL): Ended =>
  answer.status === 403
    ? session.refusal(answer, 'registry', url)
    : new Ended({ kind: 'token-refused', host: url.host, said: session.said(answer), pull: null })

const TokenAnswer = z.object({
  token: z.catch(z.string(), ''),
  access_token: z.catch(z.string(), ''),
})
/** What fits into a header, within the limits of servers. */
const tokenForm = /^[\x21-\x7e]{1,65536}$/

/**
 * Gets a token with the login. The token service may be any host over https; otherwise it must be the registry itself.
 */
async function tokenOf(session: LoginSession, registry: URL, { parameters }: Challenge): Promise<string> {
  const url = realmOf(session, registry, parameters)
  const answer = await session.step({ role: 'token-service', url, carries: 'login' })
  if (answer.status === 401 || answer.status === 403) throw session.refusal(answer, 'token-service', url)
  const read = TokenAnswer.safeParse(parseJson(answer.text))
  const { token, access_token: accessToken } = read.success ? read.data : { token: '', access_token: '' }
  const found = token || accessToken
  if (answer.status === 200 && tokenForm.test(found)) return found
  const { status } = answer
  const contentType = contentTypeOf(answer)
  throw new Ended({ kind: 'no-token', host: url.host, status, contentType, said: session.said(answer) })
}

function realmOf(session: LoginSession, registry: URL, parameters: Challenge['parameters']): URL {
  const { realm = '', service = '', scope = '' } = parameters
  const unusable = new Ended({ kind: 'realm-unusable', host: registry.host, realm: realm.slice(0, 200) })
  if (realm === '' || realm.length > 4096 || !URL.canParse(realm)) throw unusable
  const url = new URL(realm)
  if (!['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw unusable
  if (url.protocol === 'http:' && url.host !== session.plainHost)
    throw new Ended({ kind: 'realm-unencrypted', host: registry.host, target: url.host })
  url.hash = ''
  if (service !== '') url.searchParams.set('service', service)
  for (const one of scope.split(' ').filter((each) => each !== '')) url.searchParams.append('scope', one)
  return url
}

/** Requires an answer that only a registry gives: a 200 that isn't a web page, with the registry's header or JSON. */
function requireRegistry(answer: Answer, { host }: URL): void {
  const contentType = contentTypeOf(answer)
  const isRegistry = answer.header('docker-distribution-api-version') !== '' || !contentType.includes('html')
  if (answer.status !== 200 || !isRegistry)
    throw new Ended({ kind: 'no-registry', host, status: answer.status, contentType })
}

const contentTypeOf = ({ header }: Answer): string =>
  (header('content-type').split(';')[0] ?? '').trim().toLowerCase().slice(0, 80)
