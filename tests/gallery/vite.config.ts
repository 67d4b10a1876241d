import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { visibleTemplates } from '../../tools/visible-templates.ts'

const renderer = resolve(import.meta.dirname, '../../renderer')

/** The gallery: built for its tests, and served with hot reloading by `npm run gallery`. */
export default defineConfig({
  root: renderer,
  plugins: [vue(visibleTemplates(resolve(renderer, '..')))],
  server: { host: '127.0.0.1', open: '/gallery/index.html' },
  build: {
    minify: false,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: { input: resolve(renderer, 'gallery/index.html') },
  },
})
