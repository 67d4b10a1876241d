import { protectionText } from '../protection.ts'
import type { FailureTexts } from './failure-text-shape.ts'
import { clusterName, hostOf, words } from './failure-wording.ts'

/** Where nothing is wrong but the user's own word is missing, or stands against it. */
export const consentTexts: FailureTexts<
  'plugin-not-allowed' | 'files-not-allowed' | 'read-only' | 'connection-unsafe' | 'mark-unclear'
> = {
  'plugin-not-allowed': ({ program, file, isChanged }, { context }) =>
    words(
      `${clusterName(context, file)} asks to run ${program.path}`,
      isChanged
        ? 'You allowed another command for this kubeconfig before. This one differs, so Credenza asks again. Nothing was run.'
        : 'Its kubeconfig names this program to sign you in. It runs with your rights on this computer, so Credenza asks once. Nothing was run.',
      ['review-plugin', 'other-cluster'],
      'Asks to run a plugin',
    ),
  'files-not-allowed': ({ file, files, server }, { context }) =>
    words(
      `${clusterName(context, file)} asks for ${files.length === 1 ? 'a file' : `${files.length} files`} of this computer`,
      `${file} names ${files.map(({ path }) => path).join(', ')}. To sign in, Credenza would read ${files.length === 1 ? 'it' : 'them'} and send what is in there to ${server}. Nothing was read.`,
      ['review-files', 'other-cluster'],
      'Asks to read files',
    ),
  'read-only': ({ context }, place) =>
    words(
      `${place.context === '' ? context : place.context} is read-only in Credenza`,
      'You chose that nothing is written to it, so nothing was. To write, allow changes under its name and colour.',
      ['name-and-colour'],
    ),
  'connection-unsafe': ({ context, server, protection }, place) => {
    const name = clusterName(place.context === '' ? context : place.context, server)
    return words(
      protection === 'unverified'
        ? `The connection to ${name} is not verified`
        : `The connection to ${name} is not encrypted`,
      `${protectionText(protection)} Nothing was sent. Confirm the connection to go on.`,
      ['try-again'],
    )
  },
  'mark-unclear': ({ context, server }, place) =>
    words(
      `Is ${hostOf(server)} still ${place.context === '' ? context : place.context}?`,
      'Its name, colour or read-only mark was made for another server or file. Nothing was written. Answer the question above the table first.',
      ['name-and-colour'],
    ),
}
