import { grouped } from '../number-text.ts'
import type { FailureTexts } from './failure-text-shape.ts'
import { sentence, systemReason, words } from './failure-wording.ts'

function chosenFileText(reason: string): string {
  switch (reason) {
    case 'EISDIR':
      return 'It’s a folder. Choose a file.'
    case 'not-a-file':
      return 'It’s a pipe, a device or a socket. Choose a regular file.'
    case 'too-large':
      return 'It’s larger than 1 MiB, the limit of a secret.'
    case 'empty':
      return 'It’s empty.'
    default:
      return sentence(systemReason(reason))
  }
}

/** Failures of this machine, of the request, or of Credenza itself. */
export const machineTexts: FailureTexts<
  | 'cancelled'
  | 'file-not-written'
  | 'report-too-long'
  | 'report-not-printed'
  | 'record-not-written'
  | 'chosen-file-unreadable'
  | 'chosen-file-gone'
  | 'settings-broken'
  | 'policy-broken'
  | 'setting-locked'
  | 'switched-off'
  | 'authorities-unreadable'
  | 'no-registry-login'
  | 'key-gone'
  | 'value-not-text'
  | 'sandbox-broken'
  | 'sandbox-not-written'
  | 'list-not-open'
  | 'input-invalid'
  | 'sender-untrusted'
  | 'internal'
> = {
  cancelled: (_failure, { context }) =>
    words(
      context === '' ? 'Stopped' : `Stopped before ${context} was read`,
      'You cancelled it. The cluster is no longer contacted.',
      ['try-again', 'other-cluster'],
      'Stopped',
    ),
  'file-not-written': ({ file, reason }) => {
    const why = reason === 'ENOENT' ? 'Its folder doesn’t exist (ENOENT).' : sentence(systemReason(reason))
    return words(`Couldn’t save ${file}`, `${why} An existing file wasn’t changed.`, ['try-again'])
  },
  'report-too-long': ({ what, count, most }) =>
    words(
      'The report is too long for a PDF',
      what === 'rows'
        ? `A PDF can list ${grouped(most)} rows (now ${grouped(count)}). Filter the rows, or save the report as a web page.`
        : `It has more than ${grouped(most)} characters. Filter the rows, or save the report as a web page.`,
      [],
    ),
  'report-not-printed': ({ seconds }) =>
    words(
      'Couldn’t make the PDF',
      `${seconds === 0 ? 'Printing failed.' : `It took longer than ${grouped(seconds)} seconds.`} No file was saved. Try again, or save the report as a web page and print that.`,
      ['try-again'],
    ),
  'record-not-written': ({ file, reason }) =>
    words(
      'Nothing was changed: couldn’t record it in Activity',
      `Credenza records every change in ${file} before making it. ${reason === 'in-use' ? 'Another program has locked that file.' : sentence(systemReason(reason))}`,
      ['try-again'],
    ),
  'chosen-file-unreadable': ({ name, reason }) =>
    words(`Can’t use ${name} as a value`, chosenFileText(reason), []),
  'chosen-file-gone': () =>
    words(
      'Choose the file again',
      'Its content is kept for an hour, or until Credenza restarts. Nothing was written.',
      [],
    ),
  'settings-broken': ({ file, setAside, reason }) =>
    words(
      'Couldn’t read the settings',
      `${sentence(systemReason(reason))} ${setAside === '' ? `${file} wasn’t changed.` : `The old file is now ${setAside}.`} Credenza uses the default settings.`,
      [],
    ),
  'policy-broken': ({ file, reason }) =>
    words(
      'Couldn’t read your organization’s policy',
      `${sentence(systemReason(reason))} Until ${file} is fixed, you can’t test logins, or show or copy values.`,
      [],
    ),
  'setting-locked': ({ file }) =>
    words('Your organization manages this setting', `It’s set in ${file}. Nothing was changed.`, []),
  'switched-off': ({ what, file }) =>
    words(
      what === 'login-test' ? 'Login tests are turned off' : 'Showing and copying values is turned off',
      file === ''
        ? 'You can turn it on in Settings. Nothing was sent or shown.'
        : `Your organization turned it off in ${file}. Nothing was sent or shown.`,
      [],
    ),
  'authorities-unreadable': ({ file, reason }) =>
    words(
      reason === 'no-certificate' ? `${file} doesn’t contain any certificates` : `Can’t read ${file}`,
      `${reason === 'no-certificate' ? 'Choose a file with certificates in PEM format.' : sentence(systemReason(reason))} The registry wasn’t contacted.`,
      [],
    ),
  'key-gone': ({ namespace, name, key }) =>
    words(`${name} no longer has the key ${key}`, `Someone changed the secret in ${namespace}.`, []),
  'value-not-text': ({ name, key }) =>
    words(
      `Can’t copy ${key}`,
      `Its value in ${name} isn’t text. Use kubectl to get it as base64. Nothing was copied.`,
      [],
    ),
  'no-registry-login': ({ namespace, name }) =>
    words(
      `${name} has no login to test`,
      `No entry of this secret in ${namespace} has a registry address with a username and a password.`,
      [],
    ),
  'sandbox-broken': ({ file, setAside, reason }) =>
    words(
      'Couldn’t read the sandbox, so it was reset',
      `${sentence(systemReason(reason))} ${setAside === '' ? `Couldn’t rename ${file}.` : `The old data is now in ${setAside}.`} The sandbox is as it was at the first start.`,
      [],
    ),
  'sandbox-not-written': ({ file, reason }) =>
    words(
      `Couldn’t save the sandbox in ${file}`,
      `${sentence(systemReason(reason))} Your changes last until Credenza quits. Credenza saves them as soon as it can.`,
      [],
    ),
  'list-not-open': ({ context }) => words(`The list of ${context} is no longer open`, 'Open it again.'),
  'input-invalid': ({ operation, field }) =>
    words(
      'Credenza sent itself an invalid request',
      `This is a bug in Credenza: ${operation}${field === '' ? '' : `, ${field}`}. Nothing was done.`,
      ['try-again'],
    ),
  'sender-untrusted': ({ operation }) =>
    words('Credenza blocked a request from an unknown page', `It wasn’t carried out: ${operation}.`, []),
  internal: ({ id }) =>
    words(
      'Something went wrong in Credenza',
      id === ''
        ? 'The main process of Credenza didn’t answer.'
        : `This is a bug in Credenza. Look for ${id} in the log.`,
    ),
}
