import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDialog } from './dialog.ts'

let place: string
let told: string[]

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'dialog-'))
  told = []
})

afterEach(() => rmSync(place, { recursive: true, force: true }))

/** A stand-in for the person: a program that records the question and answers. */
function install(name: string, answer: string, code = 0): void {
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" >'${place}/asked'\nprintf '%s\\n' '${answer}'\nexit ${code}\n`
  writeFileSync(join(place, name), script, { mode: 0o755 })
}

const asked = () => readFileSync(join(place, 'asked'), 'utf8').trimEnd().split('\n')

function dialog(environment: Record<string, string> = { DISPLAY: ':0' }) {
  return createDialog({
    environment: { PATH: [place, '/nowhere'].join(delimiter), HOME: place, ...environment },
    applicationName: () => 'Credenza',
    downloads: () => join(place, 'Downloads'),
    tell: (text) => told.push(text),
  })
}

const csv = {
  defaultPath: 'list.csv',
  title: 'Save the list',
  filters: [{ name: 'CSV', extensions: ['csv', 'txt'] }],
}

describe('saving', () => {
  it('asks by zenity for a name, and whether to overwrite', async () => {
    install('zenity', '/tmp/a b.csv')
    expect(await dialog().showSaveDialog({}, csv)).toEqual({ canceled: false, filePath: '/tmp/a b.csv' })
    expect(asked()).toEqual([
      '--file-selection',
      '--save',
      '--confirm-overwrite',
      '--title=Save the list',
      `--filename=${join(place, 'Downloads', 'list.csv')}`,
      '--file-filter=CSV | *.csv *.txt',
    ])
  })

  it('asks by kdialog on KDE', async () => {
    install('zenity', '/tmp/wrong')
    install('kdialog', '/tmp/right')
    const { filePath } = await dialog({ DISPLAY: ':0', XDG_CURRENT_DESKTOP: 'KDE' }).showSaveDialog(csv)
    expect(filePath).toBe('/tmp/right')
    expect(asked().slice(2)).toEqual([
      '--getsavefilename',
      join(place, 'Downloads', 'list.csv'),
      'CSV (*.csv *.txt)',
    ])
  })

  it('is cancelled when the dialog is', async () => {
    install('zenity', '', 1)
    expect(await dialog().showSaveDialog(csv)).toEqual({ canceled: true, filePath: '' })
  })

  it.each([[{}], [{ DISPLAY: ':0' }]])(
    'takes a free name in the downloads folder without %j or a program',
    async (environment) => {
      const { filePath } = await dialog(environment).showSaveDialog(csv)
      expect(filePath).toBe(join(place, 'Downloads', 'list.csv'))
      expect(existsSync(filePath)).toBe(false)
      writeFileSync(filePath, '')
      const second = await dialog(environment).showSaveDialog(csv)
      expect(second.filePath).toBe(join(place, 'Downloads', 'list (2).csv'))
      expect(told.join()).toContain(second.filePath)
    },
  )
})

describe('opening', () => {
  it('gives all the files that were chosen', async () => {
    install('zenity', '/a/1.csv\n/a/2.csv')
    const answer = await dialog().showOpenDialog({ properties: ['openFile', 'multiSelections'] })
    expect(answer).toEqual({ canceled: false, filePaths: ['/a/1.csv', '/a/2.csv'] })
    expect(asked()).toContain('--multiple')
  })

  it('is cancelled, and says so, without a program', async () => {
    expect(await dialog().showOpenDialog({})).toEqual({ canceled: true, filePaths: [] })
    expect(told).toHaveLength(1)
  })
})

describe('asking', () => {
  const question = { message: 'Really?', buttons: ['Delete', 'Keep', 'Cancel'] }

  it('reports which button was chosen', async () => {
    install('zenity', '', 0)
    expect((await dialog().showMessageBox(question)).response).toBe(0)
    install('zenity', 'Keep', 1)
    expect((await dialog().showMessageBox(question)).response).toBe(1)
    install('zenity', '', 1)
    expect((await dialog().showMessageBox(question)).response).toBe(2)
  })

  it('means no if nobody can answer', async () => {
    expect((await dialog().showMessageBox(question)).response).toBe(2)
    expect((await dialog().showMessageBox({ ...question, cancelId: 1 })).response).toBe(1)
  })
})
