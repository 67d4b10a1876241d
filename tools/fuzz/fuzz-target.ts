import type { IRawProperty } from 'fast-check'
import type { Cluster } from '../../tests/cluster/cluster.ts'

/**
 * One thing that is tried with made-up inputs. Each is in its own file in `targets/`, which exports it as
 * `target` and bears its name: `npm run fuzz` and the tests find it there.
 */
export interface FuzzTarget {
  name: string
  /** The suite of `npm test` that runs it: `integration` if it needs the test cluster. */
  suite: 'unit' | 'integration'
  /** How many inputs the suite tries, the same ones each time: about a second's worth. */
  inputs: number
  /** Makes ready what the property needs. Called once for a run. */
  start: (surroundings: Surroundings) => Started | Promise<Started>
}

export interface Started {
  /** Made by `fc.property` or `fc.asyncProperty`: throws, or gives false, where an input finds a fault. */
  property: IRawProperty<unknown>
  /** Closes what was started. */
  end?: () => Promise<void>
}

/** What a run gives its target. */
export interface Surroundings {
  /** The test cluster, which is started when it is first asked for. */
  cluster: () => Promise<Cluster>
}
