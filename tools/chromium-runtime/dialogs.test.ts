import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { application, createPlace, executable, type Place } from './fixture/run.ts'

describe('dialogs of a running application', () => {
  let place: Place
  let app: ElectronApplication | null

  beforeEach(() => {
    place = createPlace()
    app = null
  })

  afterEach(async () => {
    await app?.close()
    place.remove()
  })

  async function launch(environment: Record<string, string> = {}): Promise<ElectronApplication> {
    const args = [application, `--user-data-dir=${place.userData}`]
    const env = { ...place.environment, ...environment }
    app = await _electron.launch({ executablePath: executable, args, env })
    return app
  }

  it('save under a free name in the downloads folder if there is no dialog program', async () => {
    const downloads = join(place.home, 'Downloads')
    mkdirSync(downloads)
    writeFileSync(join(downloads, 'list.csv'), '')
    const started = await launch()
    const answer = await started.evaluate(({ dialog }) =>
      dialog.showSaveDialog({ defaultPath: '/else/list.csv' }),
    )
    expect(answer).toEqual({ canceled: false, filePath: join(downloads, 'list (2).csv') })
    expect(readdirSync(downloads)).toEqual(['list.csv'])
  })

  it('ask by zenity where there is a display, and take its answer', async () => {
    const folder = join(place.home, 'bin')
    mkdirSync(folder)
    const script = '#!/bin/sh\nprintf "%s\\n" "$@" >"$HOME/asked"\necho "/tmp/with space.csv"\n'
    writeFileSync(join(folder, 'zenity'), script, { mode: 0o755 })
    const PATH = `${folder}${delimiter}${process.env['PATH'] ?? ''}`
    const started = await launch({ DISPLAY: ':none', PATH })
    const answer = await started.evaluate(({ dialog }) => dialog.showSaveDialog({ defaultPath: 'list.csv' }))
    expect(answer).toEqual({ canceled: false, filePath: '/tmp/with space.csv' })
  })

  it('can be replaced by a test for the application itself', async () => {
    const started = await launch()
    const answer = await started.evaluate(async ({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/chosen' })
      const ofApplication = globalThis as unknown as { fixtureElectron: { dialog: typeof dialog } }
      return (await ofApplication.fixtureElectron.dialog.showSaveDialog({})).filePath
    })
    expect(answer).toBe('/chosen')
  })
})
