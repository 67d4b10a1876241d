import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { TestProject } from 'vitest/node'
import { findBrowser } from '../../tools/chromium-runtime/browser/find.ts'
import { buildGallery } from './build-gallery.ts'

declare module 'vitest' {
  interface ProvidedContext {
    galleryFolder: string
    browserAddress: string
  }
}

/** Builds the gallery once and starts one browser for all component tests. */
export default async function prepareGallery(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-gallery-'))
  const starting = chromium.launchServer({
    executablePath: findBrowser(process.env, process.platform),
    host: '127.0.0.1',
  })
  const [server] = await Promise.all([starting, buildGallery(folder)])
  project.provide('galleryFolder', folder)
  project.provide('browserAddress', server.wsEndpoint())
  return async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
