import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * The content of a package as CycloneDX. npm knows every dependency with version, license and hash; keeps those that
 * were bundled or are next to the archive, and Electron.
 * @param {string} root the built project's folder
 * @returns {Promise<{ components: { 'bom-ref': string, name: string, version: string }[] }>}
 */
export async function billOfMaterials(root) {
  const shipped = JSON.parse(await readFile(join(root, 'out/third-party.json'), 'utf8'))
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const names = new Set(shipped.map(({ name, version }) => `${name}@${version}`))
  names.add(`electron@${devDependencies.electron}`)
  const all = await everyDependency(root)
  const components = all.components.filter(({ name, group, version }) =>
    names.has(`${group ? `${group}/` : ''}${name}@${version}`),
  )
  const kept = new Set([all.metadata.component['bom-ref'], ...components.map((each) => each['bom-ref'])])
  const dependencies = all.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }))
  // Development dependencies that are shipped nevertheless.
  return { ...all, components: components.map(withoutScope), dependencies }
}

const withoutScope = ({ scope: _scope, ...component }) => ({
  ...component,
  properties: (component.properties ?? []).filter(({ name }) => !name.endsWith(':development')),
})

async function everyDependency(root) {
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only']
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { stdout } = await promisify(execFile)(npm, args, {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  return JSON.parse(stdout)
}
