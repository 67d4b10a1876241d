import type { FailureTexts } from './failure-text.ts'
import { clusterName, words } from './failure-wording.ts'

/** Where nothing is wrong but the user's own word is missing, or stands against it. */
export const consentTexts: FailureTexts<'plugin-not-allowed' | 'read-only'> = {
  'plugin-not-allowed': ({ command, file, isChanged }, { context }) =>
    words(
      `${clusterName(context, file)} asks to run ${command}`,
      isChanged
        ? 'Another command stood there before. It runs with your rights on this machine to sign you in, so Credenza asks again. Nothing was run.'
        : 'Its kubeconfig names this program to sign you in. It runs with your rights on this machine, so Credenza asks once. Nothing was run yet.',
      ['allow-plugin', 'refuse-plugin'],
      'Asks to run a plugin',
    ),
  'read-only': ({ context }, place) =>
    words(
      `${place.context === '' ? context : place.context} is read-only in Credenza`,
      'You chose that nothing is written to it, so nothing was. To write, allow changes under its name and colour.',
      ['name-and-colour'],
    ),
}
