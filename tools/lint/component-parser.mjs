import { readFileSync } from 'node:fs'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import * as vueParser from 'vue-eslint-parser'

const typescript = tseslint.parser

/**
 * The parser for scripts in `.vue` files. typescript-eslint creates a new program with a new checker for each of them,
 * because its input differs from the file. Here all of them share one program. A script that differs from the disk (in
 * an editor, after a fix) is left to typescript-eslint, which then reads `parserOptions.project`.
 * @param {string} project the `tsconfig.json` of the components
 */
export function createComponentParser(project) {
  /** @type {ts.Program | null} created for the first script that is parsed */
  let program = null
  return {
    meta: { name: 'component-parser', version: '1' },
    parseForESLint(code, options) {
      // Expressions in templates are parsed without a project.
      if (options.project === undefined) return typescript.parseForESLint(code, options)
      program ??= createProgram(project)
      const isAsOnDisk = program.getSourceFile(options.filePath)?.text === code
      return typescript.parseForESLint(
        code,
        isAsOnDisk ? { ...options, project: undefined, programs: [program] } : options,
      )
    },
  }
}

/** The program of the project, with the script of each component in place of its file. */
function createProgram(project) {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    project,
    { allowNonTsExtensions: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
    undefined,
    undefined,
    [{ extension: '.vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }],
  )
  const host = ts.createCompilerHost(parsed.options, true)
  const { getSourceFile } = host
  host.getSourceFile = (path, language, ...rest) =>
    path.endsWith('.vue')
      ? ts.createSourceFile(path, scriptOf(readFileSync(path, 'utf8')), language, true, ts.ScriptKind.TS)
      : getSourceFile(path, language, ...rest)
  return ts.createProgram({ rootNames: parsed.fileNames, options: parsed.options, host })
}

function fail({ messageText }) {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
}

/**
 * What vue-eslint-parser passes on of a component.
 * @param {string} component the text of a `.vue` file
 */
function scriptOf(component) {
  const [only, second] = component.matchAll(/^<script\b([^>]*)>(.*?)^<\/script>/gms)
  return only && !second && !only[1].includes('generic') ? only[2] : handedOn(component)
}

/** The same for any component, by that parser itself. */
function handedOn(component) {
  let script = ''
  const parser = {
    parseForESLint(code, options) {
      if (options.project !== undefined) script = code
      return typescript.parseForESLint(code, { ...options, project: undefined })
    },
  }
  const options = { parser, project: 'any', filePath: 'Component.vue', sourceType: 'module' }
  vueParser.parseForESLint(component, options)
  return script
}
