import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'

const renderer = resolve(import.meta.dirname, '../../renderer')

/** Builds the gallery into a folder: its page is `gallery/index.html`. */
export async function buildGallery(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: renderer,
    plugins: [vue()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: resolve(renderer, 'gallery/index.html') },
    },
  })
}
