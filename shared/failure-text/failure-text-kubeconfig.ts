import type { FailureAction, FailureTexts } from './failure-text-shape.ts'
import { sentence, systemReason, words } from './failure-wording.ts'

const fileActions = ['read-kubeconfig-again', 'open-kubeconfig'] as const
const chooseActions = ['other-cluster', 'read-kubeconfig-again'] as const

const listed = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')

const after = (lead: string, text: string): string => (text === '' ? '' : lead + text)

/** Failures of the kubeconfig and of the sign-in plugins that it names. */
export const kubeconfigTexts: FailureTexts<
  | 'kubeconfig-missing'
  | 'kubeconfig-unreadable'
  | 'kubeconfig-malformed'
  | 'context-unknown'
  | 'context-unset'
  | 'context-dangling'
  | 'context-unusable'
  | 'sign-in-unsupported'
  | 'plugin-missing'
  | 'plugin-failed'
  | 'plugin-timeout'
  | 'plugin-rubbish'
  | 'token-file-unreadable'
> = {
  'kubeconfig-missing': ({ places }) => {
    const paths = listed(places.map(({ path }) => path))
    const actions: FailureAction[] = ['open-kubeconfig', 'read-kubeconfig-again']
    return places.some(({ source }) => source === 'argument')
      ? words(
          `${paths} doesn’t exist`,
          'The command line names this kubeconfig, so no other was read.',
          actions,
        )
      : words(
          'No kubeconfig on this computer',
          `Credenza looked in the same places as kubectl${after(': ', paths)}.`,
          actions,
        )
  },
  'kubeconfig-unreadable': ({ file, reason }) =>
    words(`Can’t read ${file}`, `${sentence(systemReason(reason))} Nothing in it was used.`, fileActions),
  'kubeconfig-malformed': ({ file, line, field, reason }) => {
    const where = [line > 0 ? `Line ${line}` : '', field].filter((part) => part !== '').join(', ')
    const text =
      reason === 'not valid YAML' && line > 0
        ? `${where} is not valid YAML.`
        : `${where === '' ? 'It isn’t a valid kubeconfig' : where}: ${sentence(reason)}`
    return words(`Can’t read ${file}`, text, fileActions)
  },
  'context-unknown': ({ context, file, known }) => {
    const named = file === '' ? '' : `It’s the current-context of ${file}. `
    const there =
      known.length === 0
        ? 'The kubeconfig has no contexts.'
        : `The kubeconfig has ${listed(known)}. Names are case-sensitive.`
    return words(`There is no context ${context}`, named + there, chooseActions)
  },
  'context-unset': ({ known, files }) => {
    const where = after(' in ', listed(files))
    return words(
      'Which cluster?',
      known.length === 0
        ? `The kubeconfig has no contexts and no current-context${where}.`
        : `The kubeconfig has no current-context${where}, so no cluster was contacted.`,
      chooseActions,
    )
  },
  'context-dangling': ({ context, kind, name, file }) =>
    words(
      `The context ${context} refers to an undefined ${kind}`,
      name === ''
        ? `${file} doesn’t name a ${kind} for it.`
        : `${file} names the ${kind} ${name}, but no kubeconfig file defines it.`,
      chooseActions,
    ),
  'context-unusable': ({ context, field, file, reason }) =>
    words(
      `The context ${context} can’t be used`,
      `${field}${file === '' ? '' : ` (${file})`}: ${sentence(systemReason(reason))} The cluster wasn’t contacted.`,
      chooseActions,
    ),
  'sign-in-unsupported': ({ context, method, field, file }) =>
    words(
      `Credenza can’t sign in to ${context}`,
      `${field} (${file}): its user signs in with ${method}, which Credenza doesn’t support. Use a plugin (exec) that needs no input.`,
      chooseActions,
    ),
  'plugin-missing': ({ command, hint }) =>
    words(
      `The sign-in plugin ${command} is missing`,
      `${sentence(hint === '' ? 'The kubeconfig uses it, but it isn’t on the PATH' : hint)} The cluster wasn’t contacted.`,
    ),
  'plugin-failed': ({ command, exitCode, reason }) =>
    words(
      `The sign-in plugin ${command} failed`,
      `${endOfPlugin(exitCode, reason)} The cluster wasn’t contacted.`,
      ['sign-in-again', 'other-cluster'],
      'Signed out',
    ),
  'plugin-timeout': ({ command, seconds }) =>
    words(
      `The sign-in plugin ${command} didn’t finish`,
      `Credenza stopped it after ${seconds} s. It may be waiting for input. Run it once in a terminal.`,
      ['sign-in-again', 'other-cluster'],
      'Signed out',
    ),
  'plugin-rubbish': ({ command, reason }) =>
    words(
      `Can’t use the output of the sign-in plugin ${command}`,
      `${sentence(reason)} It must print an ExecCredential. The cluster wasn’t contacted.`,
      ['sign-in-again', 'other-cluster'],
      'Signed out',
    ),
  'token-file-unreadable': ({ file, reason }) =>
    words(
      `The token file ${file} can’t be read`,
      `${sentence(systemReason(reason))} The cluster wasn’t contacted.`,
      ['try-again', 'other-cluster'],
      'Signed out',
    ),
}

function endOfPlugin(exitCode: number | null, reason: string | undefined): string {
  if (reason === 'ENOENT')
    return 'It’s there, but the interpreter that its first line names is missing (ENOENT).'
  if (reason !== undefined) return `It couldn’t be started: ${systemReason(reason)}.`
  return exitCode === null ? 'Another program stopped it.' : `It exited with code ${exitCode}.`
}
