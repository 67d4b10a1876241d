import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What Electron's executable contains at its fuses: their marker, version, number, and default states. */
const fuseWire = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0911111111r`

/**
 * Packages the built application for Linux like `npm run package`, with small stand-ins for Electron and for the
 * AppImage tools, which would need a download. Returns the folders of the application and of the AppImage's content.
 */
export async function packApplication(folder: string): Promise<{ application: string; appImage: string }> {
  const dist = join(folder, 'electron')
  const tools = join(folder, 'tools')
  const appImage = join(folder, 'in-the-image')
  await makeElectron(dist)
  await makeImageTools(tools, appImage)
  const before = { ...process.env }
  process.env['APPIMAGE_TOOLS_PATH'] = tools
  // Otherwise electron-builder assumes its own tests when loaded, and would link files instead of copying them.
  delete process.env['VITEST']
  try {
    const { build, Platform } = await import('electron-builder')
    await build({
      targets: Platform.LINUX.createTarget(['AppImage']),
      projectDir: join(import.meta.dirname, '../..'),
      config: {
        extends: 'electron-builder.yml',
        electronDist: dist,
        directories: { output: join(folder, 'dist'), buildResources: 'resources' },
      },
      publish: 'never',
    })
  } finally {
    process.env = before
  }
  const unpacked = (await readdir(join(folder, 'dist'))).find((name) => name.endsWith('unpacked')) ?? ''
  return { application: join(folder, 'dist', unpacked), appImage }
}

async function makeElectron(dist: string): Promise<void> {
  await mkdir(join(dist, 'resources'), { recursive: true })
  await mkdir(join(dist, 'locales'))
  await writeFile(
    join(dist, 'electron'),
    `#!/bin/sh\nprintf '%s\\n' "$@" "cores $(ulimit -c)"\nexit\n# ${fuseWire}\n`,
  )
  await chmod(join(dist, 'electron'), 0o755)
  for (const name of [
    'chrome-sandbox',
    'LICENSE',
    'LICENSES.chromium.html',
    'version',
    'locales/en-US.pak',
  ]) {
    await writeFile(join(dist, name), name)
  }
}

/** `mksquashfs` keeps a copy of its input for inspection. */
async function makeImageTools(tools: string, appImage: string): Promise<void> {
  const host = join(tools, `linux-${process.arch}`)
  await mkdir(host, { recursive: true })
  await mkdir(join(tools, 'lib/x64'), { recursive: true })
  const squash = `#!/bin/sh\nset -e\ncp -a "$1" '${appImage}'\nprintf image > "$2"\n`
  for (const name of ['mksquashfs', 'desktop-file-validate']) {
    await writeFile(join(host, name), squash)
    await chmod(join(host, name), 0o755)
  }
  for (const name of ['runtime-x64', 'runtime-arm64']) await writeFile(join(tools, name), 'runtime')
}
