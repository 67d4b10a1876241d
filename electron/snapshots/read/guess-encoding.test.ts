import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { encodings, type Encoding, type SnapshotRemark } from '../../../shared/snapshot.ts'
import { readText, rowsOf } from '../testing/read-text.ts'
import { iconvName } from './decode-text.ts'

const texts: [Encoding, string][] = [
  ['Windows-1252', 'Müller'],
  ['Windows-1252', 'Zugang für Größe “Nord” – 5 €'],
  ['Windows-1252', 'accès partagé à l’entrepôt'],
  ['Windows-1252', 'contraseña de producción'],
  ['Windows-1250', 'Zažádáno o přístup k úložišti žluťoučký kůň'],
  ['Windows-1250', 'Hasło do rejestru obrazów zespołu wdrożeń'],
  ['Windows-1251', 'Рабочие данные'],
  ['Windows-1251', 'Ключ доступа отдела'],
  ['KOI8-R', 'Рабочие данные отдела'],
  ['DOS 866', 'Рабочие данные отдела'],
  ['Shift-JIS', '資格情報'],
  ['Shift-JIS', '本番レジストリのパスワード'],
  ['GB18030', '生产环境的凭据'],
  ['Big5', '正式環境的憑證'],
  ['EUC-KR', '운영 레지스트리 비밀번호'],
  ['EUC-JP', '本番レジストリのパスワード'],
  ['Windows-1253', 'Κωδικός πρόσβασης'],
  ['Windows-1255', 'סיסמה של המאגר'],
  ['Windows-1256', 'كلمة مرور السجل'],
  ['Windows-874', 'รหัสผ่านของระบบ'],
  ['Mac Roman', 'café au marché Zürich'],
  ['DOS 850', 'Zürich Büro Größe'],
]

const encode = (text: string, encoding: Encoding) => iconv.encode(text, iconvName(encoding))
const fileOf = (text: string, encoding: Encoding) =>
  encode(`Credential,Description\na,${text}\nb,plain\n`, encoding)
const remarkOf = (remarks: SnapshotRemark[], code: SnapshotRemark['code']) =>
  remarks.find((remark) => remark.code === code)

describe('an encoding that nothing names', () => {
  it.each(texts)('is guessed, and reported as a guess: %s, %s', async (encoding, text) => {
    const { table, snapshot } = await readText(fileOf(text, encoding))
    const guess = remarkOf(snapshot.remarks, 'encoding-guessed')
    expect([snapshot.encoding, rowsOf(table)[0]?.[1]]).toEqual([encoding, text])
    expect(guess).toMatchObject({ code: 'encoding-guessed', encoding })
  })

  it.each(texts)('can be chosen, and is no guess then: %s, %s', async (encoding, text) => {
    const { table, snapshot } = await readText(fileOf(text, encoding), 'snapshot.csv', { as: { encoding } })
    expect(rowsOf(table)[0]).toEqual(['a', text])
    expect(snapshot).toMatchObject({ encoding, readAs: { encoding }, remarks: [] })
  })

  it('is guessed also of a text that is mostly of it, and does not begin with titles', async () => {
    const { snapshot } = await readText(encode('Отчёт о данных\n\nCredential,Type\nключ,x\n', 'Windows-1251'))
    expect([snapshot.encoding, snapshot.titlesAt]).toEqual(['Windows-1251', 3])
  })

  it('may be any of them', () => {
    for (const encoding of encodings)
      expect([encoding, iconv.encodingExists(iconvName(encoding))]).toEqual([encoding, true])
  })

  it('can be chosen for what isn’t text in it, too: the bytes and their lines are reported', async () => {
    const { table, snapshot } = await readText(fileOf('Müller', 'Windows-1252'), 'snapshot.csv', {
      as: { encoding: 'UTF-8' },
    })
    expect(rowsOf(table)[0]).toEqual(['a', 'M\uFFFDller'])
    expect(snapshot.remarks).toEqual([{ code: 'bytes-garbled', count: 1, encoding: 'UTF-8', lines: [2] }])
  })
})

describe('UTF-8 with foreign bytes', () => {
  it('stays UTF-8 where most characters are, and the rows are named', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Credential,Description\na,Müller\nb,M'),
      Buffer.from([0xfc]),
      Buffer.from('ller\n'),
    ])
    const { table, snapshot } = await readText(bytes)
    expect(snapshot.encoding).toBe('UTF-8')
    expect(rowsOf(table).map((row) => row[1])).toEqual(['Müller', 'M\uFFFDller'])
    expect(snapshot.remarks).toEqual([{ code: 'bytes-garbled', count: 1, encoding: 'UTF-8', lines: [3] }])
  })

  it('stays so where they come first and the characters much later', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Credential,Description\na,M'),
      Buffer.from([0xfc]),
      Buffer.from(`ller\n${'b,plain\n'.repeat(80_000)}${'c,Müller\n'.repeat(3)}`),
    ])
    const { table, snapshot } = await readText(bytes)
    expect(snapshot.encoding).toBe('UTF-8')
    expect(rowsOf(table).at(-1)).toEqual(['c', 'Müller'])
  })
})
