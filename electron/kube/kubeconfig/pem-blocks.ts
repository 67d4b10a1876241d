/** One block of a PEM text. */
interface PemBlock {
  /** The text after BEGIN, such as `CERTIFICATE`. */
  label: string
  hasHeaders: boolean
  bytes: Buffer
}

/**
 * The blocks of a PEM text as Go's `pem.Decode` finds them: BEGIN and END start a line, anything may be between blocks,
 * and broken blocks are skipped. So a byte order mark hides the first block, as for kubectl.
 */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = []
  const lines = text.split('\n').map((line) => line.replace(/[ \t\r]+$/, ''))
  let begin = -1
  for (const [at, line] of lines.entries()) {
    if (/^-----BEGIN .*-----$/.test(line)) begin = at
    else if (begin >= 0 && line.startsWith('-----END ')) {
      const block = blockOf(lines.slice(begin, at + 1))
      if (block !== null) blocks.push(block)
      begin = -1
    }
  }
  return blocks
}

/** Writes a block as PEM that every library can read. */
export function pemText({ label, bytes }: Pick<PemBlock, 'label' | 'bytes'>): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

function blockOf(lines: string[]): PemBlock | null {
  const label = lines[0]?.slice('-----BEGIN '.length, -'-----'.length) ?? ''
  if (lines.at(-1) !== `-----END ${label}-----`) return null
  const inside = lines.slice(1, -1)
  const headers = inside.findIndex((line) => !line.includes(':'))
  const packed = inside
    .slice(Math.max(headers, 0))
    .join('')
    .replace(/[\r\n]/g, '')
  const isBase64 = packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed)
  return isBase64 ? { label, hasHeaders: headers > 0, bytes: Buffer.from(packed, 'base64') } : null
}
