import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import vue from '@vitejs/plugin-vue'
import { build, type Plugin, type PluginOption } from 'vite'
import { createSSRApp, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import electronVite from '../electron.vite.config.ts'
import gallery from '../tests/gallery/vite.config.ts'
import { visibleTemplates } from './visible-templates.ts'

const source = `
<script setup lang="ts">
defineProps<{ name: string; title: string; count: number }>()
</script>
<template>
  <p :id="name" :title :aria-label="\`Open \${name}\`">{{ name }} of {{ count }}</p>
  <ul><li v-for="each in [name]" :key="each" :placeholder="each">{{ each.slice(0) }}</li></ul>
</template>
`
const spoof = 'nimda\u202e\u001b'
const shown = 'nimda⟨U+202E⟩␛'
const cache = resolve(import.meta.dirname, '../node_modules/.cache')

let folder = ''
beforeAll(() => {
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'visible-templates-'))
  writeFileSync(join(folder, 'ShownText.vue'), source)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The component compiler among plugins. The others write into the project's own `out/`. */
const compilerAmong = (plugins: PluginOption[] | undefined): PluginOption =>
  plugins?.find((plugin) => (plugin as Plugin | null)?.name === 'vite:vue')

/** The output of a component that was built with the compiler among these plugins. */
async function built(name: string, plugins: PluginOption[] | undefined): Promise<string> {
  const outDir = join(folder, name)
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    plugins: [compilerAmong(plugins)],
    build: {
      outDir,
      minify: false,
      lib: { entry: join(folder, 'ShownText.vue'), formats: ['es'], fileName: () => 'built.mjs' },
      rolldownOptions: { external: ['vue'] },
    },
  })
  const { default: component } = (await import(pathToFileURL(join(outDir, 'built.mjs')).href)) as {
    default: Component
  }
  return renderToString(createSSRApp(component, { name: spoof, title: spoof, count: 3 }))
}

describe('a template that shows text from outside', () => {
  it.each([
    ['window', electronVite.renderer?.plugins],
    ['gallery', gallery.plugins],
  ])('shows in the %s what it holds, in texts and attributes', async (name, plugins) => {
    const html = await built(name, plugins)
    expect(html).toContain(`title="${shown}"`)
    expect(html).toContain(`aria-label="Open ${shown}"`)
    expect(html).toContain(`placeholder="${shown}"`)
    expect(html).toContain(`>${shown} of 3</p>`)
    expect(html).toContain(`>${shown}</li>`)
    // What only the program reads stays unchanged.
    expect(html).toContain(`id="${spoof}"`)
  })

  it('is compiled in a folder with an apostrophe, too', async () => {
    const root = join(folder, "o'brien's")
    symlinkSync(resolve(import.meta.dirname, '..'), root, 'junction')
    expect(await built('apostrophe', [vue(visibleTemplates(root))])).toContain(`title="${shown}"`)
  })
})
