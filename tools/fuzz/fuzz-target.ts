import type { IRawProperty } from 'fast-check'
import type { Cluster } from '../../tests/cluster/cluster.ts'

/**
 * Something to test with generated inputs. Each is in its own file in `targets/`, which exports it as `target` and has
 * its name, so that `npm run fuzz` and the tests find it.
 */
export interface FuzzTarget {
  name: string
  /** The suite of `npm test` that runs it: `integration` if it needs the test cluster. */
  suite: 'unit' | 'integration'
  /** How many inputs the suite tries, always the same ones. About a second's worth. */
  inputs: number
  /** Prepares what the property needs. Called once per run. */
  start: (surroundings: Surroundings) => Started | Promise<Started>
}

interface Started {
  /** From `fc.property` or `fc.asyncProperty`: throws or returns false if an input reveals a fault. */
  property: IRawProperty<unknown>
  /** Closes what was started. */
  end?: () => Promise<void>
}

/** What a run provides to its target. */
export interface Surroundings {
  /** The test cluster, started on first use. */
  cluster: () => Promise<Cluster>
}
