import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { billOfMaterials } from './bill-of-materials.mjs'

const root = join(import.meta.dirname, '../..')

/**
 * Called by electron-builder when all packages are built: writes a bill of materials (CycloneDX) and the checksums of
 * everything next to them. `sha256sum --check` reads `SHA256SUMS`.
 * @param {{ outDir: string, artifactPaths: string[] }} built
 */
export default async function afterAllArtifactBuild({ outDir, artifactPaths }) {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const bill = join(outDir, `${name}-${version}.cdx.json`)
  await writeFile(bill, `${JSON.stringify(await billOfMaterials(root), null, 2)}\n`)
  const files = [...new Set([...artifactPaths, bill])].toSorted()
  const lines = await Promise.all(files.map(async (file) => `${await sha256(file)}  ${basename(file)}\n`))
  await writeFile(join(outDir, 'SHA256SUMS'), lines.join(''))
  return []
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
