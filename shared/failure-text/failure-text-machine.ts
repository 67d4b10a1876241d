import type { FailureTexts } from './failure-text-shape.ts'
import { sentence, systemReason, words } from './failure-wording.ts'

function chosenFileText(reason: string): string {
  switch (reason) {
    case 'EISDIR':
      return 'It is a folder. Choose a file.'
    case 'not-a-file':
      return 'It is a pipe, a device or a socket. Choose an ordinary file.'
    case 'too-large':
      return 'It has more than 1 MiB, which is the most that a secret can hold.'
    case 'empty':
      return 'It is empty.'
    default:
      return sentence(systemReason(reason))
  }
}

/** Failures of this machine, of what was asked, or of Credenza itself. */
export const machineTexts: FailureTexts<
  | 'cancelled'
  | 'file-not-written'
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
      'You cancelled it. Nothing more is asked of the cluster.',
      ['try-again', 'other-cluster'],
      'Stopped',
    ),
  'file-not-written': ({ file, reason }) =>
    words(
      `${file} was not written`,
      `${sentence(systemReason(reason))} A file that was there before is as it was.`,
      ['try-again'],
    ),
  'record-not-written': ({ file, reason }) =>
    words(
      'Nothing was changed: Activity can’t record it',
      `Credenza notes every change in ${file} before it makes it. ${reason === 'in-use' ? 'Another process keeps that file to itself.' : sentence(systemReason(reason))}`,
      ['try-again'],
    ),
  'chosen-file-unreadable': ({ name, reason }) =>
    words(`${name} can’t be a value`, chosenFileText(reason), []),
  'chosen-file-gone': () =>
    words(
      'Choose the file again',
      'What was in it is kept for an hour, and not over a restart. Nothing was written.',
      [],
    ),
  'settings-broken': ({ file, setAside, reason }) =>
    words(
      'The settings could not be read and were set aside',
      `${sentence(reason)} ${setAside === '' ? `${file} was left as it is.` : `The old file is now ${setAside}.`} Credenza starts with the usual settings.`,
      [],
    ),
  'policy-broken': ({ file, reason }) =>
    words(
      'The policy of your organization could not be read',
      `${sentence(systemReason(reason))} Until ${file} is mended, logins can’t be tested and values can’t be shown or copied.`,
      [],
    ),
  'setting-locked': ({ file }) =>
    words('Your organization decides this setting', `It stands in ${file}. Nothing was changed.`, []),
  'switched-off': ({ what, file }) =>
    words(
      what === 'login-test' ? 'Logins are not tested here' : 'Values are not shown or copied here',
      file === ''
        ? 'It is switched off in the settings. Nothing was sent or shown.'
        : `Your organization switched it off, in ${file}. Nothing was sent or shown.`,
      [],
    ),
  'authorities-unreadable': ({ file, reason }) =>
    words(
      `${file} holds no authorities`,
      `${reason === 'no-certificate' ? 'It has no certificate in PEM.' : sentence(systemReason(reason))} Nothing was asked of the registry.`,
      [],
    ),
  'key-gone': ({ namespace, name, key }) =>
    words(`${name} has no key ${key} any more`, `Someone changed the secret in ${namespace} meanwhile.`, []),
  'value-not-text': ({ name, key }) =>
    words(
      `${key} can’t be copied`,
      `Its value in ${name} is no text. kubectl gives it as base64. Nothing was copied.`,
      [],
    ),
  'no-registry-login': ({ namespace, name }) =>
    words(
      `${name} has no login to test`,
      `No entry of the secret in ${namespace} has a registry’s address with a username and a password.`,
      [],
    ),
  'sandbox-broken': ({ file, setAside, reason }) =>
    words(
      'The sandbox could not be read and starts anew',
      `${sentence(systemReason(reason))} ${setAside === '' ? `${file} could not be set aside.` : `What was in it is now in ${setAside}.`} The sandbox has what it has at the first start.`,
      [],
    ),
  'sandbox-not-written': ({ file, reason }) =>
    words(
      `The sandbox could not be kept in ${file}`,
      `${sentence(systemReason(reason))} What was changed in it holds until Credenza quits, and is written as soon as that works.`,
      [],
    ),
  'list-not-open': ({ context }) =>
    words(`The list of ${context} is not open any more`, 'It has to be opened anew.'),
  'input-invalid': ({ operation, field }) =>
    words(
      'Credenza asked itself for something it does not accept',
      `This is a fault of Credenza: ${operation}${field === '' ? '' : `, ${field}`}. Nothing was done.`,
      ['try-again'],
    ),
  'sender-untrusted': ({ operation }) =>
    words(
      'A request came from a page that is not Credenza’s own',
      `It was not carried out: ${operation}.`,
      [],
    ),
  internal: ({ id }) =>
    words(
      'Something in Credenza went wrong',
      id === ''
        ? 'The part of Credenza that talks to clusters did not answer.'
        : `This is a fault of Credenza. It stands in the log as ${id}.`,
    ),
}
