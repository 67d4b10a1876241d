import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test, text } from './application.ts'

const product = resolve(import.meta.dirname, '../../out/renderer')
const exhibits = resolve(import.meta.dirname, '../../renderer/gallery/exhibits')

test('the gallery of the developers isn’t part of the product', async () => {
  const files = (await readdir(product, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  const paths = files.map((file) => join(file.parentPath, file.name))
  expect(paths.map((path) => path.slice(product.length + 1))).toContain('index.html')
  expect(paths.filter((path) => path.endsWith('.html'))).toHaveLength(1)

  const written = (await Promise.all(paths.map((path) => text(path)))).join('\n')
  // The markers of the gallery's page, and texts that only exhibits contain.
  expect(await text(join(exhibits, '../GalleryExhibit.vue'))).toContain('data-exhibit')
  expect(written).not.toContain('data-exhibit')
  expect(await text(join(exhibits, '../texts.ts'))).toContain('machine perception and robotics')
  expect(written).not.toContain('machine perception and robotics')
})
