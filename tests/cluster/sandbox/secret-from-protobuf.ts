/** The first bytes of every protobuf message by Kubernetes. */
const magic = Buffer.from('k8s\0')

/**
 * Converts the Secret that `kubectl create secret` sends as protobuf to JSON: name, namespace, labels, annotations,
 * data and type, which is everything that kubectl sets.
 */
export function secretFromProtobuf(body: Buffer): object {
  if (!body.subarray(0, 4).equals(magic)) throw new Error('no protobuf of Kubernetes')
  // An envelope whose field 2 is the object itself.
  const secret = bytesOf(fieldsOf(body.subarray(4)), 2)
  const fields = fieldsOf(secret)
  const metadata = fieldsOf(bytesOf(fields, 1))
  const text = (from: Field[], number: number) => bytesOf(from, number).toString('utf8')
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: text(metadata, 1),
      namespace: text(metadata, 3),
      labels: mapOf(metadata, 11, 'utf8'),
      annotations: mapOf(metadata, 12, 'utf8'),
    },
    data: mapOf(fields, 2, 'base64'),
    type: text(fields, 3),
  }
}

interface Field {
  number: number
  bytes: Buffer
}

const bytesOf = (fields: Field[], number: number): Buffer =>
  fields.findLast((field) => field.number === number)?.bytes ?? Buffer.alloc(0)

function mapOf(fields: Field[], number: number, encoding: 'utf8' | 'base64'): Record<string, string> {
  const entries = fields.filter((field) => field.number === number).map(({ bytes }) => fieldsOf(bytes))
  return Object.fromEntries(
    entries.map((entry) => [bytesOf(entry, 1).toString('utf8'), bytesOf(entry, 2).toString(encoding)]),
  )
}

/** The fields of a message that are bytes, strings or messages. Numbers are skipped. */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++] ?? 0
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
  }
  while (at < message.length) {
    const key = varint()
    if (key % 8 === 0) varint()
    else if (key % 8 === 2) {
      const length = varint()
      fields.push({ number: Math.floor(key / 8), bytes: message.subarray(at, at + length) })
      at += length
    } else throw new Error('a field that no Secret has')
  }
  return fields
}
