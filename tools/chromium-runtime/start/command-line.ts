import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The command line, parsed as Electron does. */
export interface CommandLine {
  /** The absolute path of the main process's file. */
  entry: string
  /** Switches before and after the entry, without dashes. Null for one without a value. */
  switches: Map<string, string | null>
}

/** Name and version of the application, from the package.json next to or above its entry. */
export interface Package {
  name: string
  version: string
}

/** Parses `[switches] entry [arguments]`. The entry may be a file or a folder with a package.json. */
export function readCommandLine(given: readonly string[], workingFolder: string): CommandLine {
  const first = given.find((argument) => !argument.startsWith('-'))
  if (first === undefined) throw new Error('Usage: chromium-runtime path/to/main.js [arguments]')
  const path = resolve(workingFolder, first)
  const entry = existsSync(path) && statSync(path).isDirectory() ? resolve(path, mainOf(path)) : path
  if (!existsSync(entry)) throw new Error(`There is no application at ${entry}. Was it built?`)
  return { entry, switches: readSwitches(given) }
}

function readSwitches(given: readonly string[]): Map<string, string | null> {
  const switches = new Map<string, string | null>()
  for (const argument of given) {
    const parts = /^--([^=]+)(?:=(.*))?$/s.exec(argument)
    if (parts?.[1] !== undefined) switches.set(parts[1], parts[2] ?? null)
  }
  return switches
}

/** Searches upwards from the entry for a package.json that names the application. */
export function readPackage(entry: string): Package {
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    const found = readJson(join(folder, 'package.json'))
    const name = found?.['productName'] ?? found?.['name']
    if (typeof name === 'string') {
      const version = found?.['version']
      return { name, version: typeof version === 'string' ? version : '0.0.0' }
    }
    if (folder === dirname(folder)) return { name: 'Electron', version: '0.0.0' }
  }
}

function mainOf(folder: string): string {
  const main = readJson(join(folder, 'package.json'))?.['main']
  return typeof main === 'string' ? main : 'index.js'
}

function readJson(file: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>
  } catch {
    return null
  }
}
