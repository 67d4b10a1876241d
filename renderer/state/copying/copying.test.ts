import { describe, expect, it } from 'vitest'
import { mostCopied } from '../../../shared/contract/application.ts'
import { createCopying } from './copying.ts'
import { kubectlNamePieces, tablePieces } from './table-pieces.ts'

function copying({ isBroken = false } = {}) {
  const clipboard: string[] = []
  const timers: (() => void)[] = []
  const paused: (() => void)[] = []
  let time = 0
  const made = createCopying({
    copy: (text) => {
      if (!isBroken) clipboard.push(text)
      return Promise.resolve(!isBroken)
    },
    // Each reading of the clock ends a slice.
    slicing: { budget: 0, now: () => time++, pause: (goOn) => void paused.push(goOn) },
    after: (_, callback) => {
      timers.push(callback)
      return () => void timers.splice(timers.indexOf(callback), 1)
    },
  })
  const settle = async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      paused.splice(0).forEach((goOn) => goOn())
      await Promise.resolve()
    }
  }
  return { ...made, clipboard, timers, settle }
}

const rows = [
  { name: 'Harbor', description: '=HYPERLINK("https://example.com")' },
  { name: 'a\tb', description: 'one\nand "two"' },
  { name: '\u202eevil\u200b', description: '+1' },
]
const cells = ({ name, description }: (typeof rows)[number]) => [name, description]

describe('copying', () => {
  it('says that it happened, and no longer after a while', async () => {
    const { news, copy, clipboard, timers } = copying()
    await copy('Kubernetes name', 'harbor-pull')
    expect(clipboard).toEqual(['harbor-pull'])
    expect(news.value).toEqual({ kind: 'copied', text: 'Kubernetes name copied' })
    timers.forEach((over) => over())
    expect(news.value).toBeNull()
  })

  it('makes a long text in slices and says so in the meantime', async () => {
    const { news, copy, clipboard, settle } = copying()
    const copied = copy('3 rows', ['a', 'b', 'c'])
    expect(news.value).toEqual({ kind: 'copying', text: 'Copying 3 rows' })
    expect(clipboard).toEqual([])
    await settle()
    await copied
    expect(clipboard).toEqual(['abc'])
  })

  it('copies no part of rows that can’t be read to the end, and says so', async () => {
    const { news, copy, clipboard, settle } = copying()
    function* broken() {
      yield 'a'
      throw new Error('table-not-open')
    }
    const copied = copy('2 rows', broken())
    await settle()
    await copied
    expect(clipboard).toEqual([])
    expect(news.value).toMatchObject({ kind: 'failed', text: expect.stringContaining('2 rows') as string })
  })

  it('ends when something else is copied in the meantime', async () => {
    const { news, copy, clipboard, settle } = copying()
    const older = copy('3 rows', ['a', 'b', 'c'])
    await copy('name', 'x')
    await settle()
    await older
    expect(clipboard).toEqual(['x'])
    expect(news.value?.text).toBe('name copied')
  })

  it('says what is too much for the clipboard, and what the clipboard did not take, until it is closed', async () => {
    const much = copying()
    const copied = much.copy('9 rows', ['x'.repeat(mostCopied), 'y'])
    await much.settle()
    await copied
    expect(much.clipboard).toEqual([])
    expect(much.news.value).toMatchObject({ kind: 'failed' })
    expect(much.timers).toEqual([])
    const broken = copying({ isBroken: true })
    await broken.copy('name', 'x')
    expect(broken.news.value?.kind).toBe('failed')
  })
})

describe('rows that are copied', () => {
  it('are cells that a spreadsheet keeps apart and does not run', () => {
    const text = [...tablePieces('rows', ['Credential', 'Description'], rows, cells)].join('')
    expect(text).toBe(
      'Credential\tDescription\n' +
        `Harbor\t"'=HYPERLINK(""https://example.com"")"\n` +
        '"a\tb"\t"one\nand ""two"""\n' +
        "\u202eevil\u200b\t'+1\n",
    )
  })

  it('are as CSV what the download writes', () => {
    const text = [...tablePieces('csv', ['Credential', 'Description'], rows.slice(0, 2), cells)].join('')
    expect(text).toBe(
      'Credential,Description\r\n' +
        `Harbor,"'=HYPERLINK(""https://example.com"")"\r\n` +
        '"a\tb","one\nand ""two"""\r\n',
    )
  })

  it('are names that follow kubectl get', () => {
    const named = { namespace: 'runai-vision', kubernetesName: 'harbor-pull' }
    expect([...kubectlNamePieces([named, { ...named, kubernetesName: 's3' }])].join('')).toBe(
      '-n runai-vision secret/harbor-pull\n-n runai-vision secret/s3\n',
    )
  })
})
