import fc from 'fast-check'
import { createAskServer } from '../../../electron/services/registry/ask-server.ts'
import { readChallenges } from '../../../electron/services/registry/challenges.ts'
import { testLogin } from '../../../electron/services/registry/test-login.ts'
import { authoritiesOf } from '../../../electron/kube/tls/authorities.ts'
import { startServer, type LoopbackServer } from '../../../electron/kube/testing/loopback-server.ts'
import type { FuzzTarget } from '../fuzz-target.ts'

const password = 'Kq7-hunter2-vault'
const login = Buffer.from(`robot:${password}`).toString('base64')
/** Maximum characters of a whole report. */
const reportLimit = 20_000

/** The parts of a challenge. `HERE` and `ELSEWHERE` become the two servers. */
const word = fc.constantFrom(
  ...['Basic', 'bearer', 'Bearer', 'Negotiate', 'realm', 'REALM', 'service', 'scope', 'error', 'x'],
  ...['=', '="', '"', ',', ' ', '\t', '\\', '\\"', '==', ';', 'é', '%0d%0a'],
  ...[
    '"HERE/token"',
    '"http://ELSEWHERE/token"',
    '"https://ELSEWHERE/"',
    '"//ELSEWHERE"',
    '"/token"',
    'a b',
    '"',
  ],
)
const challenge = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('Basic realm="x"', 'Bearer realm="HERE/token",service="s"') },
  { weight: 3, arbitrary: fc.array(word, { maxLength: 14 }).map((words) => words.join('')) },
  {
    weight: 2,
    arbitrary: fc.array(word, { maxLength: 8 }).map((words) => `Bearer realm="HERE/token",${words.join('')}`),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
)
const header = fc.constantFrom(
  ...['HERE/v2/', 'http://ELSEWHERE/', '//ELSEWHERE/x', 'http://[', '', '60', '-1', '1e9', 'soon'],
  'Sun, 29 Nov 2026 12:05:00 GMT',
)
const body = fc.oneof(
  fc.constantFrom(
    '',
    '{}',
    '[]',
    'null',
    '<html>',
    '{"token":"good"}',
    '{"access_token":"good"}',
    '{"token":7}',
  ),
  fc
    .constantFrom(password, login)
    .map((value) => JSON.stringify({ errors: [{ message: `no ${value} here` }] })),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.json({ maxDepth: 2 }),
)
const answer = fc.record({
  status: fc.constantFrom(200, 200, 401, 401, 401, 403, 404, 204, 302, 307, 423, 429, 500, 503),
  challenges: fc.array(challenge, { maxLength: 3 }),
  location: header,
  retryAfter: header,
  contentType: fc.constantFrom('application/json', 'text/html', '', 'text/html; charset=utf-8'),
  body,
})
type MadeUp = typeof answer extends fc.Arbitrary<infer T> ? T : never
const question = fc.record({
  answers: fc.array(answer, { minLength: 1, maxLength: 6 }),
  image: fc.constantFrom('', 'team/base:1'),
})

/**
 * A login test against a registry that answers anything. It ends with an outcome of limited size that repeats neither
 * password nor login, and contacts no other host. Challenges with any text are parsed within their limits.
 */
export const target: FuzzTarget = {
  name: 'registry-answers',
  suite: 'unit',
  inputs: 60,
  start: async () => {
    let answers: readonly MadeUp[] = []
    let at = 0
    const elsewhere = await startServer((_, response) => void response.end())
    const here: LoopbackServer = await startServer((_, response) => {
      const made = answers[at % answers.length]
      at += 1
      if (made === undefined) throw new Error('no answer')
      response
        .writeHead(made.status, {
          'www-authenticate': made.challenges.map((text) => placed(text, here, elsewhere)),
          location: placed(made.location, here, elsewhere),
          'retry-after': placed(made.retryAfter, here, elsewhere),
          'content-type': made.contentType,
        })
        .end(made.body)
    })
    const property = fc.asyncProperty(question, async (given) => {
      answers = given.answers
      at = 0
      for (const one of given.answers.flatMap(({ challenges }) => challenges)) readWithinBounds(one)
      const { host } = new URL(here.url)
      const report = await testLogin(
        { registryUrl: host, username: 'robot', password, image: given.image, plainHost: host },
        {
          ask: createAskServer({
            ...{ environment: {}, authorities: authoritiesOf([]), version: '0', now: () => Date.now() },
          }),
          ...{ onAsking: () => {}, proxyOf: () => '', now: () => Date.now() },
          signal: new AbortController().signal,
        },
      )
      const told = JSON.stringify(report)
      if (told.length > reportLimit) throw new Error('a report without a bound')
      if (told.includes(password) || told.includes(login)) throw new Error('a report that repeats the login')
      // A host offered over https may be the token service, but this one doesn't speak https.
      if (elsewhere.asked.length > 0) throw new Error('another host was asked')
      if (report.requests.length > 6) throw new Error(`${report.requests.length} requests`)
    })
    return {
      property,
      end: async () => {
        await here.close()
        await elsewhere.close()
      },
    }
  },
}

/** A text with the two servers inserted, as a header can carry it. */
const placed = (text: string, here: LoopbackServer, elsewhere: LoopbackServer): string =>
  text
    .replaceAll('ELSEWHERE', new URL(elsewhere.url).host)
    .replaceAll('HERE', here.url)
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '')

function readWithinBounds(header: string): void {
  const challenges = readChallenges(Array.from({ length: 30 }, () => header))
  if (challenges.length > 10) throw new Error(`${challenges.length} challenges`)
  for (const { scheme, parameters } of challenges) {
    if (scheme !== scheme.toLowerCase() || scheme === '') throw new Error('a scheme that is none')
    if (Object.getPrototypeOf(parameters) !== null) throw new Error('parameters with a prototype')
  }
}
