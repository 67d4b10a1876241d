import { createHash } from 'node:crypto'

/** What the kubeconfig calls a context, its cluster and its user. */
export interface ContextNames {
  name: string
  cluster: string
  user: string
}

/** Only the names: everything else in a context may be private. */
export const namesIn = ({ name, cluster, user }: ContextNames): ContextNames => ({ name, cluster, user })

/** Tells contexts apart in names of files, however alike or unusual their own names are: eight hexadecimal digits. */
export const contextId = ({ name, cluster, user }: ContextNames): string =>
  createHash('sha256')
    .update(JSON.stringify([cluster, user, name]))
    .digest('hex')
    .slice(0, 8)
