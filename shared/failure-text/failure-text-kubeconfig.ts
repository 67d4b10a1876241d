import type { FailureTexts } from './failure-text-shape.ts'
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
  'kubeconfig-missing': ({ places }) =>
    words(
      'No kubeconfig on this machine yet',
      `Credenza looked where kubectl looks${after(': ', listed(places.map(({ path }) => path)))}.`,
      ['open-kubeconfig', 'read-kubeconfig-again'],
    ),
  'kubeconfig-unreadable': ({ file, reason }) =>
    words(`${file} can’t be read`, `${sentence(systemReason(reason))} Nothing of it was used.`, fileActions),
  'kubeconfig-malformed': ({ file, line, field, reason }) => {
    const where = [line > 0 ? `in line ${line}` : '', field === '' ? '' : `at ${field}`]
      .filter((part) => part !== '')
      .join(', ')
    const start = where === '' ? 'It is no valid kubeconfig' : `The fault is ${where}`
    return words(`${file} can’t be understood`, `${start}: ${sentence(reason)}`, fileActions)
  },
  'context-unknown': ({ context, file, known }) => {
    const named = file === '' ? '' : `It is the current-context of ${file}. `
    const there =
      known.length === 0
        ? 'The kubeconfig has no contexts.'
        : `The kubeconfig has ${listed(known)}. Names are told apart by case.`
    return words(`There is no context ${context}`, named + there, chooseActions)
  },
  'context-unset': ({ known, files }) => {
    const where = after(' in ', listed(files))
    return words(
      'Which cluster?',
      known.length === 0
        ? `The kubeconfig has no contexts and no current-context${where}.`
        : `The kubeconfig has no current-context${where}, so nothing was asked of any cluster.`,
      chooseActions,
    )
  },
  'context-dangling': ({ context, kind, name, file }) =>
    words(
      `The context ${context} points nowhere`,
      name === ''
        ? `${file} names no ${kind} for it.`
        : `${file} names the ${kind} ${name} for it, which no kubeconfig file defines.`,
      chooseActions,
    ),
  'context-unusable': ({ context, field, file, reason }) =>
    words(
      `The context ${context} can’t be used`,
      `${field}${file === '' ? '' : ` (${file})`}: ${sentence(systemReason(reason))} Nothing was asked of the cluster.`,
      chooseActions,
    ),
  'sign-in-unsupported': ({ context, method, field, file }) =>
    words(
      `Credenza can’t sign in to ${context}`,
      `${field} (${file}): Its user signs in by ${method}, which Credenza does not support. A plugin (exec) that asks nothing can take its place.`,
      chooseActions,
    ),
  'plugin-missing': ({ command, hint }) =>
    words(
      `The sign-in plugin ${command} is missing`,
      `${sentence(hint === '' ? 'The kubeconfig names it, and it is not on the PATH' : hint)} Nothing was asked of the cluster.`,
    ),
  'plugin-failed': ({ command, exitCode }) =>
    words(
      `The sign-in plugin ${command} failed`,
      `${exitCode === null ? 'It was ended from outside.' : `It ended with exit code ${exitCode}.`} Nothing was asked of the cluster.`,
      ['sign-in-again', 'other-cluster'],
      'Signed out',
    ),
  'plugin-timeout': ({ command, seconds }) =>
    words(
      `The sign-in plugin ${command} did not end`,
      `Credenza waited ${seconds} s and then ended it. It may wait for an answer that it can’t ask for here: run it once in a terminal.`,
      ['sign-in-again', 'other-cluster'],
      'Signed out',
    ),
  'plugin-rubbish': ({ command, reason }) =>
    words(
      `What the sign-in plugin ${command} printed can’t be used`,
      `${sentence(reason)} It has to print an ExecCredential. Nothing was asked of the cluster.`,
      ['sign-in-again', 'other-cluster'],
      'Signed out',
    ),
  'token-file-unreadable': ({ file, reason }) =>
    words(
      `The token file ${file} can’t be read`,
      `${sentence(systemReason(reason))} Nothing was asked of the cluster.`,
      ['try-again', 'other-cluster'],
      'Signed out',
    ),
}
