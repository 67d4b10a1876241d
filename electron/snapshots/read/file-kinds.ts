interface Kind {
  /** The common name. */
  name: string
  starts: (head: Buffer) => boolean
}

const bytes =
  (...start: number[]) =>
  (head: Buffer): boolean =>
    start.every((byte, at) => head[at] === byte)
const text = (start: string) => (head: Buffer) => head.toString('latin1', 0, start.length) === start
const holds = (part: string) => (head: Buffer) => head.includes(part, 0, 'latin1')
const both = (a: Kind['starts'], b: Kind['starts']) => (head: Buffer) => a(head) && b(head)

const zip = text('PK\x03\x04')

const kinds: readonly Kind[] = [
  { name: 'PDF', starts: text('%PDF-') },
  { name: 'OpenDocument spreadsheet', starts: both(zip, holds('opendocument.spreadsheet')) },
  { name: 'Excel workbook', starts: both(zip, holds('xl/')) },
  { name: 'Excel workbook', starts: both(zip, holds('[Content_Types].xml')) },
  { name: 'ZIP', starts: zip },
  { name: 'ZIP', starts: text('PK\x05\x06') },
  { name: 'older Excel workbook', starts: bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) },
  { name: 'gzip', starts: bytes(0x1f, 0x8b) },
  { name: 'bzip2', starts: both(text('BZh'), holds('1AY&SY')) },
  { name: 'xz', starts: bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0) },
  { name: 'Zstandard', starts: bytes(0x28, 0xb5, 0x2f, 0xfd) },
  { name: '7-Zip', starts: bytes(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c) },
  { name: 'RAR', starts: text('Rar!\x1a\x07') },
  { name: 'PNG', starts: bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a) },
  { name: 'JPEG', starts: bytes(0xff, 0xd8, 0xff) },
  { name: 'GIF', starts: both(text('GIF8'), holds('\0')) },
  { name: 'program', starts: bytes(0x7f, 0x45, 0x4c, 0x46) },
  { name: 'program', starts: both(text('MZ'), holds('\0\0')) },
  { name: 'SQLite', starts: text('SQLite format 3\0') },
  { name: 'Parquet', starts: both(text('PAR1'), holds('\0')) },
]

const markup: readonly { name: string; form: RegExp }[] = [
  { name: 'HTML', form: /^\s*<(!doctype html|html|head|body|table)\b/i },
  { name: 'XML', form: /^\s*<\?xml\b/i },
  { name: 'JSON', form: /^\s*(\{\s*"(?:[^"\\]|\\.)*"\s*:|\[\s*\{\s*")/ },
]

/** The common name of the kind of file that begins like this; `null` if it may be a CSV. */
export function otherKind(head: Buffer): string | null {
  const binary = kinds.find(({ starts }) => starts(head))
  if (binary !== undefined) return binary.name
  const start = head.toString('latin1', 0, 1024).replace(/^ï»¿/, '')
  return markup.find(({ form }) => form.test(start))?.name ?? null
}
