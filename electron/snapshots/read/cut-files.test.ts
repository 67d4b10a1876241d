import { describe, expect, it } from 'vitest'
import { readText } from '../testing/read-text.ts'

const whole = 'Credential,Type,Namespace\r\na,Access key,n\r\nb,"Access\r\nkey",n\r\nc,Password,n\r\n'

const told = async (text: string) => {
  const { snapshot } = await readText(text)
  const remark = snapshot.remarks.find(({ code }) => code === 'file-cut')
  return { isCut: snapshot.isCut, remark }
}

describe('a file that is cut', () => {
  it('is reported wherever it is cut, except at the end of a line', async () => {
    const end = whole.indexOf('\r\n') + 2
    for (let length = end + 1; length < whole.length; length += 1) {
      const text = whole.slice(0, length)
      const isAtEnd = /[\r\n]$/.test(text) && !text.endsWith('"Access\r') && !text.endsWith('"Access\r\n')
      expect([text, (await told(text)).isCut]).toEqual([text, !isAtEnd])
    }
  })

  it('is reported with the line of the row that is missing a part', async () => {
    expect(await told(whole.slice(0, -4))).toEqual({ isCut: true, remark: { code: 'file-cut', line: 5 } })
    expect(await told(whole)).toEqual({ isCut: false, remark: undefined })
  })

  it('is not suspected of another maker if its last row is complete', async () => {
    expect((await told('Host,Team\na,x\nb,y')).isCut).toBe(false)
    expect((await told('Host,Team\na,x\nb')).isCut).toBe(true)
    expect((await told('Host,Team\na,x\nb\n')).isCut).toBe(false)
  })
})

describe('what Credenza wrote besides snapshots', () => {
  it('is known by its titles', async () => {
    const holds = async (titles: string) => (await readText(`${titles}\nx,y,z\n`)).snapshot
    expect(await holds('Change,Changed columns,Credential')).toMatchObject({
      holds: 'changes',
      remarks: [{ code: 'no-snapshot', holds: 'changes' }],
    })
    expect(await holds('When,What,Credential')).toMatchObject({
      holds: 'events',
      remarks: [{ code: 'no-snapshot', holds: 'events' }],
    })
    expect(await holds('Secret,Secret type,Keys')).toMatchObject({
      holds: 'secrets',
      remarks: [{ code: 'no-snapshot', holds: 'secrets' }],
    })
    expect(await holds('Secret,Secret type,Vault')).toMatchObject({ holds: 'credentials' })
    expect(await holds('Credential,Change,Changed columns')).toMatchObject({ holds: 'credentials' })
  })
})
