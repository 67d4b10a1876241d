import { annotationKeys } from '../runai.ts'
import { argument, plain, type Argument, type ShellCommand } from '../shell-command.ts'

/** The version of a credential that a command is for. */
interface Shown {
  namespace: string
  kubernetesName: string
  resourceVersion: string
}

/** The command that names and describes a credential on the version that was shown, like Credenza. */
export const describeCommand = (shown: Shown, name: string, description: string): ShellCommand =>
  annotate(
    shown,
    ['--overwrite'],
    [
      argument(`${annotationKeys.credential}=`, plain(name)),
      description === ''
        ? argument(`${annotationKeys.description}-`)
        : argument(`${annotationKeys.description}=`, plain(description)),
    ],
  )

/** The command that sets when a credential expires, or removes that with `null`. */
export const expiryCommand = (shown: Shown, expiresAt: string | null): ShellCommand =>
  annotate(shown, expiresAt === null ? [] : ['--overwrite'], [
    argument(
      expiresAt === null ? `${annotationKeys.expiresAt}-` : `${annotationKeys.expiresAt}=${expiresAt}`,
    ),
  ])

/** The command that removes Credenza's annotations. */
export const releaseCommand = (shown: Shown & { annotations: readonly string[] }): ShellCommand =>
  annotate(
    shown,
    [],
    shown.annotations.map((key) => argument(`${key}-`)),
  )

const annotate = (
  { namespace, kubernetesName, resourceVersion }: Shown,
  options: string[],
  changes: Argument[],
): ShellCommand => [
  {
    namespace: argument(namespace),
    verb: 'annotate secret',
    names: [argument(kubernetesName)],
    options: [
      [argument(`--resource-version=${resourceVersion}`)],
      ...options.map((option) => [argument(option)]),
    ],
    changes,
  },
]

/** The command that deletes the secret of a credential. kubectl supports no preconditions on uid or version. */
export const deleteCommand = ({ namespace, kubernetesName }: Shown): ShellCommand => [
  {
    namespace: argument(namespace),
    verb: 'delete secret',
    names: [argument(kubernetesName)],
    options: [],
    changes: [],
  },
]
