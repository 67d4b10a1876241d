/**
 * `node tools/architecture/check.ts` reports imports that break the rules in rooms.mjs, and exports that nobody imports.
 * It is part of `npm run lint`.
 */
import { resolve } from 'node:path'
import { needlessExports } from './exported-names.ts'
import { faultsOf } from './faults.ts'
import { graphOf, readSources } from './import-graph.ts'

const sources = readSources(resolve(import.meta.dirname, '../..'))
const faults = [...faultsOf(graphOf(sources)), ...needlessExports(sources)]
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
