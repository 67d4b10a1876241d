import { annotationKeys } from '../runai.ts'
import { argument, placeholder, plain, type ArgumentPiece, type ShellCommand } from '../shell-command.ts'
import type { WorkloadToRestart } from '../usage.ts'

/** A secret to rotate: the keys that change. */
interface Rotated {
  namespace: string
  name: string
  resourceVersion: string
  keys: readonly string[]
}

/** The commands that rotate secrets, each on the version that was shown, and restart what uses them. */
export const rotateCommands = (
  secrets: readonly Rotated[],
  restarts: readonly WorkloadToRestart[],
  expiresAt: string | null = null,
): ShellCommand => [
  ...secrets.map(({ namespace, name, resourceVersion, keys }) => ({
    namespace: argument(namespace),
    verb: 'patch secret',
    names: [argument(name)],
    options: [
      [
        argument('--type'),
        argument('merge'),
        argument('-p'),
        { pieces: patchOf(resourceVersion, keys, expiresAt), isBlock: true },
      ],
    ],
    changes: [],
  })),
  ...restartCommands(restarts),
]

/** The commands that restart the pods of workloads. */
export const restartCommands = (workloads: readonly WorkloadToRestart[]): ShellCommand =>
  workloads.map(({ kind, namespace, name }) => ({
    namespace: argument(namespace),
    verb: 'rollout restart',
    names: [argument(`${kind.toLowerCase()}/${name}`)],
    options: [],
    changes: [],
  }))

const patchOf = (
  resourceVersion: string,
  keys: readonly string[],
  expiresAt: string | null,
): ArgumentPiece[] => [
  plain(
    `\nmetadata:\n  resourceVersion: ${JSON.stringify(resourceVersion)}\n  annotations:\n    ${annotationKeys.rotatedAt}: "`,
  ),
  placeholder('now'),
  // Without a new expiry, the old one is removed. If there was none, nothing changes.
  plain(`"\n    ${annotationKeys.expiresAt}: ${JSON.stringify(expiresAt)}\ndata:`),
  ...keys.flatMap((key) => [plain(`\n  ${JSON.stringify(key)}: `), placeholder('new value in base64')]),
]
