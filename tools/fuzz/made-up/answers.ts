import { gzipSync } from 'node:zlib'
import fc from 'fast-check'

/** The parts of an answer. `answerBytes` returns its bytes. */
export interface MadeUpAnswer {
  status: number
  headers: readonly (readonly [string, string])[]
  body: Buffer
  isZipped: boolean
  /** `chunked`, a length with this error (0 for a correct one), or none: the connection's end is the answer's end. */
  framing: 'chunked' | 'none' | number
  /** The fraction after which it is cut off. 1 for a complete one. */
  cutAt: number
  isReset: boolean
  /** Bytes per piece on the wire. */
  pieceSize: number
}

/** Edge cases for parsers: layouts, numbers, names, escapes. */
const trickyText = fc.constantFrom(
  '',
  '{"cells":[',
  '"rows":[{"cells":[',
  ']}',
  '"',
  '\\',
  '\u0000',
  '\u001b]52;c;AAAA\u0007',
  '\u202egnp',
  '\ud800',
  '__proto__',
  'constructor',
  '-1',
  '1e999',
  '99999999999999999999',
  '2147484',
  '9999-99-99T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  'runai; touch x #',
)
const trickyNumber = fc.constantFrom(0, -0, -1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300, 0.5)
const anyText = fc.oneof(trickyText, fc.string({ unit: 'binary', maxLength: 20 }))

/** Any JSON, including the tricky words. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  trickyNumber,
  fc.boolean(),
  fc.constant(null),
  fc.array(anyText, { maxLength: 3 }),
  fc.dictionary(anyText, fc.oneof(anyText, trickyNumber), { maxKeys: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Mostly the usual value, sometimes anything, so that one field at a time is wrong. */
export const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: anyJson })

const version = fc.oneof(
  fc.nat().map(String),
  fc.constantFrom('', '0', '18446744073709551615', '9'.repeat(400), 'x'),
)
const labels = fc.dictionary(anyText, anyText, { maxKeys: 3 })
const metadata = fc.record(
  {
    name: mostly(fc.stringMatching(/^[a-z0-9]{1,12}$/)),
    namespace: mostly(fc.stringMatching(/^[a-z0-9]{1,12}$/)),
    uid: mostly(fc.uuid()),
    resourceVersion: mostly(version),
    creationTimestamp: mostly(fc.constantFrom('2026-11-01T10:00:00Z', '99999-01-01T00:00:00Z', '')),
    deletionTimestamp: mostly(fc.constant('2026-11-01T10:00:00Z')),
    labels: mostly(labels),
    annotations: mostly(labels),
    managedFields: mostly(fc.array(fc.record({ manager: anyJson, time: anyJson }), { maxLength: 3 })),
  },
  { requiredKeys: ['name', 'uid', 'resourceVersion'] },
)

/** A row of a Table. */
const tableRow = mostly(
  fc.record({
    cells: mostly(fc.array(anyJson, { maxLength: 5 })),
    object: mostly(fc.record({ kind: fc.constant('PartialObjectMetadata'), metadata: mostly(metadata) })),
  }),
)

/** A Table with mostly valid parts. */
export const table = mostly(
  fc.record(
    {
      kind: mostly(fc.constant('Table')),
      metadata: mostly(
        fc.record(
          {
            resourceVersion: mostly(version),
            continue: mostly(fc.constant('')),
            remainingItemCount: anyJson,
          },
          { requiredKeys: ['resourceVersion'] },
        ),
      ),
      columnDefinitions: mostly(fc.constant([{ name: 'Name', type: 'string' }])),
      rows: mostly(fc.array(tableRow, { maxLength: 8 })),
    },
    { requiredKeys: ['kind', 'rows'] },
  ),
)

/** A Status, as a refusal or as a watch event. */
export const status = mostly(
  fc.record(
    {
      kind: fc.constant('Status'),
      code: mostly(fc.constantFrom(0, 400, 401, 403, 404, 409, 410, 422, 429, 500, 503, 504)),
      reason: mostly(fc.constantFrom('Expired', 'Conflict', 'AlreadyExists', 'Forbidden', 'Timeout')),
      message: anyJson,
      details: mostly(
        fc.record(
          {
            retryAfterSeconds: mostly(fc.oneof(fc.constantFrom(0, 1), trickyNumber)),
            kind: mostly(fc.constantFrom('secrets', 'resourcequotas')),
            name: anyJson,
            causes: mostly(fc.array(fc.record({ reason: anyJson, field: anyJson }), { maxLength: 3 })),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: ['kind'] },
  ),
)

/** The lines of a watch. */
export const watchLines = fc
  .array(
    mostly(
      fc.oneof(
        fc.record({
          type: mostly(fc.constantFrom('ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK')),
          object: table,
        }),
        fc.record({ type: fc.constant('ERROR'), object: status }),
      ),
    ),
    { maxLength: 6 },
  )
  .map((events) => events.map((event) => `${JSON.stringify(event)}\n`).join(''))

const headerText = fc.stringMatching(/^[ -~]{0,20}$/)
const headers = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constant('retry-after'),
      fc.constantFrom('1', '0', '-5', '2147484', '1e999', 'NaN', 'Infinity', 'Fri, 31 Dec 1999 23:59:59 GMT'),
    ),
    fc.tuple(fc.constant('date'), fc.oneof(headerText, fc.constantFrom('Fri, 31 Dec 99999 23:59:59 GMT'))),
    fc.tuple(fc.constantFrom('content-encoding', 'content-type', 'x-any', 'location'), headerText),
  ),
  { maxLength: 4 },
)
const contentType = fc.constantFrom('application/json', 'application/json', 'text/plain', 'text/html', '')

/** An answer around a body, which may be cut off, compressed and framed in any way. */
export function answerAround(
  body: fc.Arbitrary<string>,
  answers: fc.Arbitrary<number>,
): fc.Arbitrary<MadeUpAnswer> {
  return fc
    .record({
      status: answers,
      headers,
      contentType,
      body: fc.oneof({ weight: 8, arbitrary: body }, { weight: 1, arbitrary: anyText }),
      isZipped: fc.boolean(),
      framing: fc.oneof(
        fc.constantFrom('chunked' as const, 'none' as const, 0, 0),
        fc.integer({ min: -100, max: 100 }),
      ),
      cutAt: fc.oneof(
        { weight: 3, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
      ),
      isReset: fc.boolean(),
      pieceSize: fc.constantFrom(1 << 20, 1000, 100, 17),
    })
    .map(({ contentType: type, body: text, headers: more, ...rest }) => ({
      ...rest,
      headers: [...(type === '' ? [] : [['content-type', type] as const]), ...more],
      body: Buffer.from(text, 'utf8'),
    }))
}

/** The bytes of an answer in pieces. */
export function answerBytes(answer: MadeUpAnswer): Buffer[] {
  const { status: code, headers: lines, framing, cutAt, pieceSize } = answer
  const body = answer.isZipped ? gzipSync(answer.body, { level: 1 }) : answer.body
  const all: (readonly [string, string])[] = [...lines, ['connection', 'close']]
  if (answer.isZipped) all.push(['content-encoding', 'gzip'])
  if (framing === 'chunked') all.push(['transfer-encoding', 'chunked'])
  if (typeof framing === 'number') all.push(['content-length', String(Math.max(0, body.length + framing))])
  const head = `HTTP/1.1 ${code} Any\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  const whole = Buffer.concat([Buffer.from(head, 'latin1'), framing === 'chunked' ? chunked(body) : body])
  const sent = whole.subarray(0, Math.round(whole.length * cutAt))
  const pieces: Buffer[] = []
  for (let place = 0; place < sent.length; place += pieceSize)
    pieces.push(sent.subarray(place, place + pieceSize))
  return pieces
}

function chunked(body: Buffer): Buffer {
  const size = Math.max(1, Math.ceil(body.length / 3))
  const pieces: Buffer[] = []
  for (let place = 0; place < body.length; place += size) {
    const piece = body.subarray(place, place + size)
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'))
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')])
}
