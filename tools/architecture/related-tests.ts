/**
 * `node tools/architecture/related-tests.ts FILE…` prints the unit tests that import one of these files, directly or
 * indirectly, one per line.
 */
import { resolve } from 'node:path'
import { graphOf, readSources, unitTestsOf } from './import-graph.ts'

const graph = graphOf(readSources(resolve(import.meta.dirname, '../..')))
for (const file of unitTestsOf(graph, process.argv.slice(2))) console.log(file)
