/** Writes the DER elements of certificates. */

export function sequence(...content: Buffer[]): Buffer {
  return tlv(0x30, ...content)
}

export function integer(value: Buffer): Buffer {
  return tlv(0x02, value)
}

export function boolean(value: boolean): Buffer {
  return tlv(0x01, Buffer.from([value ? 0xff : 0]))
}

export function bitString(value: Buffer): Buffer {
  return tlv(0x03, Buffer.from([0]), value)
}

/** UTCTime, which is correct for years up to 2049. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return tlv(0x17, Buffer.from(`${digits}Z`))
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const base128 = (value: number): number[] => {
    const bytes = [value & 0x7f]
    for (let left = value >> 7; left > 0; left >>= 7) bytes.unshift((left & 0x7f) | 0x80)
    return bytes
  }
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

export function tlv(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length: number[] = []
  for (let left = body.length; left > 0; left >>= 8) length.unshift(left & 0xff)
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length, ...length]), body])
}
