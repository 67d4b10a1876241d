/**
 * `node tools/architecture/related-tests.ts FILE…` prints the unit tests that import one of these files, by way of
 * whichever others, one a line.
 */
import { resolve } from 'node:path'
import { graphOf, importersOf, readSources } from './import-graph.ts'

const graph = graphOf(readSources(resolve(import.meta.dirname, '../..')))
const isUnitTest = (file: string) =>
  /^((electron|renderer|shared|tools)\/.*|tests\/csv\/[^/]*)\.test\.ts$/.test(file)
for (const file of importersOf(graph, process.argv.slice(2))) if (isUnitTest(file)) console.log(file)
