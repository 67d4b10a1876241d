import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CDPSession, ElectronApplication } from '@playwright/test'

interface ProfilesRequest {
  electron: ElectronApplication
  browser: CDPSession
  folder: string
}

/** Samples both processes until `write`, which writes `main.cpuprofile` and `window.cpuprofile` to the folder. */
export async function startProfiles({ electron, browser, folder }: ProfilesRequest) {
  await mkdir(folder, { recursive: true })
  await electron.evaluate(() => {
    const { Session } = process.getBuiltinModule('node:inspector')
    const session = new Session()
    session.connect()
    session.post('Profiler.enable')
    session.post('Profiler.setSamplingInterval', { interval: 200 })
    session.post('Profiler.start')
    Object.assign(globalThis, { credenzaProfiler: session })
  })
  await browser.send('Profiler.enable')
  await browser.send('Profiler.setSamplingInterval', { interval: 200 })
  await browser.send('Profiler.start')
  return {
    async write(): Promise<void> {
      const { profile } = await browser.send('Profiler.stop')
      await writeFile(join(folder, 'window.cpuprofile'), JSON.stringify(profile))
      const main = await electron.evaluate(() => {
        const { credenzaProfiler } = globalThis as unknown as { credenzaProfiler: Profiling }
        return new Promise<string>((resolve, reject) => {
          credenzaProfiler.post('Profiler.stop', (error, stopped) => {
            credenzaProfiler.disconnect()
            if (error === null) resolve(JSON.stringify(stopped.profile))
            else reject(error)
          })
        })
      })
      await writeFile(join(folder, 'main.cpuprofile'), main)
    },
  }
}

interface Profiling {
  post: (method: string, callback: (error: Error | null, answer: { profile: object }) => void) => void
  disconnect: () => void
}
