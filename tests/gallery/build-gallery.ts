import { resolve } from 'node:path'
import { build } from 'vite'

/** Builds the gallery into a folder. Its page is `gallery/index.html`. */
export async function buildGallery(folder: string): Promise<void> {
  await build({
    configFile: resolve(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
}
