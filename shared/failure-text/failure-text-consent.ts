import { protectionText } from '../protection.ts'
import type { FailureTexts } from './failure-text-shape.ts'
import { clusterName, hostOf, words } from './failure-wording.ts'

/** Failures that only need the user's consent, or that the user's choice causes. */
export const consentTexts: FailureTexts<
  'plugin-not-allowed' | 'files-not-allowed' | 'read-only' | 'connection-unsafe' | 'mark-unclear'
> = {
  'plugin-not-allowed': ({ program, file, isChanged }, { context }) =>
    words(
      `${clusterName(context, file)} wants to run ${program.path}`,
      isChanged
        ? 'You allowed a different command for this kubeconfig before, so Credenza asks again. Nothing was run.'
        : 'The kubeconfig uses this program to sign you in. It runs with your permissions on this computer, so Credenza asks once. Nothing was run.',
      ['review-plugin', 'other-cluster'],
      'Needs approval',
    ),
  'files-not-allowed': ({ file, files, server }, { context }) =>
    words(
      `${clusterName(context, file)} wants to read ${files.length === 1 ? 'a file' : `${files.length} files`} on this computer`,
      `${file} names ${files.map(({ path }) => path).join(', ')}. To sign in, Credenza would read ${files.length === 1 ? 'it' : 'them'} and send the contents to ${server}. Nothing was read.`,
      ['review-files', 'other-cluster'],
      'Needs approval',
    ),
  'read-only': ({ context }, place) =>
    words(
      `${place.context === '' ? context : place.context} is read-only in Credenza`,
      'You made this cluster read-only, so nothing was written. To make changes, allow them in its cluster settings.',
      ['name-and-colour'],
    ),
  'connection-unsafe': ({ context, server, protection }, place) => {
    const name = clusterName(place.context === '' ? context : place.context, server)
    return words(
      protection === 'unverified'
        ? `The connection to ${name} isn’t verified`
        : `The connection to ${name} isn’t encrypted`,
      `${protectionText(protection)} Nothing was sent. Confirm the connection to continue.`,
      ['try-again'],
    )
  },
  'mark-unclear': ({ context, server }, place) =>
    words(
      `Is ${hostOf(server)} still ${place.context === '' ? context : place.context}?`,
      'Its name, color or read-only mark was set for a different server or file. Nothing was written. Answer the question above the table first.',
      ['name-and-colour'],
    ),
}
