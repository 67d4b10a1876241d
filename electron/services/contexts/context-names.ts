import { createHash } from 'node:crypto'

/** The kubeconfig's names of a context, its cluster and its user. */
export interface ContextNames {
  name: string
  cluster: string
  user: string
}

/** Returns only the names. Everything else in a context may be private. */
export const namesIn = ({ name, cluster, user }: ContextNames): ContextNames => ({ name, cluster, user })

/** Eight hexadecimal digits that distinguish contexts in file names, however similar or unusual their names are. */
export const contextId = ({ name, cluster, user }: ContextNames): string =>
  createHash('sha256')
    .update(JSON.stringify([cluster, user, name]))
    .digest('hex')
    .slice(0, 8)
