/**
 * `node tools/architecture/check.ts` reports imports that break the rules in rooms.mjs. It is part of `npm run lint`.
 */
import { resolve } from 'node:path'
import { faultsOf } from './faults.ts'
import { graphOf, readSources } from './import-graph.ts'

const faults = faultsOf(graphOf(readSources(resolve(import.meta.dirname, '../..'))))
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
