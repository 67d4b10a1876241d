import { readFile } from 'node:fs/promises'
import { createRunner } from './run-program.ts'

/** Whether this is Debian and the user may install packages. */
export async function isDebianAsRoot(): Promise<boolean> {
  return (await debianRelease()) !== undefined && process.getuid?.() === 0
}

/** The number of the Debian release, such as `12`; undefined elsewhere, including derivatives. */
export async function debianRelease(): Promise<string | undefined> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1]
  return field('ID') === 'debian' ? field('VERSION_ID') : undefined
}

/** Installs one package without questions, after saying so. Rejects with apt-get's message. */
export async function installPackage(
  name: string,
  { say, why }: { say: (line: string) => void; why: string },
): Promise<void> {
  say(`Installing Debian's package ${name} (${why})`)
  const runner = createRunner()
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Waits for another run that installs at the same time.
  const common = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300']
  const install = () =>
    runner.run('apt-get', [...common, 'install', '--no-install-recommends', name], { environment })
  try {
    await install().catch(async () => {
      // The package lists may be missing or too old for the mirror.
      await runner.run('apt-get', [...common, 'update'], { environment })
      await install()
    })
  } finally {
    runner.close()
  }
}
