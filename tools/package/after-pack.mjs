import { chmod, copyFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Called by electron-builder when an application's folder is complete. Its AppImage contains all files of that folder,
 * added after its own `AppRun`, so that this one replaces it.
 * @param {{ electronPlatformName: string, appOutDir: string }} context
 */
export default async function afterPack({ electronPlatformName, appOutDir }) {
  if (electronPlatformName !== 'linux') return
  const place = join(appOutDir, 'AppRun')
  await copyFile(join(import.meta.dirname, 'AppRun'), place)
  await chmod(place, 0o755)
}
